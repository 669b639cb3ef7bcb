using LockCheck.Engine;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.MergeSplit;

/// <summary>
/// Draws sequences of calls, by five profiles: those of the recorded corpora, and one with all the rest.
/// </summary>
/// <remarks>
/// 0: mmap, munmap, mprotect, mremap. 1: touches too. 2: files, advice and locks too. 3 touches much, which is what
/// makes anon_vmas. 4: every advice, every kind of mapping and every flag that the model knows.
/// </remarks>
internal sealed class CallDraw(ulong seed, IReadOnlySet<string> left)
{
    /// <summary>How many calls a sequence has.</summary>
    public const int Length = 14;

    /// <summary>How many profiles there are.</summary>
    public const int Profiles = 5;

    private const int Pages = LiveRegion.Pages;
    private const int LengthMost = 6;

    private static readonly string[] Advices =
    [
        "normal", "random", "sequential", "dontfork", "dofork", "dontdump", "dodump", "wipeonfork", "keeponfork",
        "hugepage", "nohugepage", "dontneed", "mlock", "munlock",
    ];

    private static readonly string[] AllAdvices =
        [.. RecordedOps.Advices.Keys.Where(name => name != "touch"), "lock", "mlock", "munlock"];

    private static readonly string[] Kinds = ["anon", "anon", "noreserve", "f0", "f1", "f0shared", "shm"];

    private static readonly string[] AllKinds =
    [
        "anon", "anon", "noreserve", "stack", "growsdown", "locked", "populate", "f0", "f1", "f0shared", "m0",
        "m0shared", "shm",
    ];

    private static readonly Prot[] Prots =
        [Prot.None, Prot.Read, Prot.Read, Prot.Read | Prot.Write, Prot.Read | Prot.Write, Prot.Read | Prot.Exec];

    private static readonly Prot[] WritableProts =
    [
        Prot.Read, Prot.Read | Prot.Write, Prot.Read | Prot.Write, Prot.Read | Prot.Write,
        Prot.Read | Prot.Write | Prot.Exec,
    ];

    private readonly SplitMix _seeds = new(seed);
    private SplitMix _random = new(seed);
    private int _profile;
    private RegionCall? _moved;

    /// <summary>The next sequence.</summary>
    public RegionCall[] Next(int profile)
    {
        _profile = profile;
        _moved = null;
        _random = new SplitMix(_seeds.Next());
        var calls = new RegionCall[Length];
        for (var at = 0; at < Length; at++)
        {
            calls[at] = at == 0 && profile == 3
                ? new RegionCall
                {
                    Op = "mmap",
                    Start = 0,
                    End = Pages,
                    Prot = Prot.Read | Prot.Write,
                    Kind = "anon",
                }
                : Call();
        }

        return calls;
    }

    private RegionCall Call()
    {
        var (start, end) = Range();
        var call = new RegionCall { Op = Op(), Start = start, End = end };
        return call.Op switch
        {
            "mmap" => Map(call),
            "mprotect" => call with { Prot = DrawProt() },
            "mremap" => Remap(call),
            _ => call,
        };
    }

    /// <summary>Percentages of mmap, munmap, mprotect, mremap and touch; the rest is advice and locks.</summary>
    private string Op()
    {
        int[] shares = _profile switch
        {
            0 => [44, 13, 33, 10, 0],
            1 => [44, 13, 26, 9, 8],
            2 => [42, 11, 16, 9, 9],
            3 => [11, 7, 28, 15, 36],
            _ => [33, 7, 14, 10, 11],
        };
        string[] names = ["mmap", "munmap", "mprotect", "mremap", "touch"];
        var drawn = _random.Below(100);
        for (var at = 0; at < shares.Length; at++)
        {
            if ((drawn -= shares[at]) < 0)
            {
                return names[at];
            }
        }

        return Of(_profile == 4 ? AllAdvices : Advices, "normal");
    }

    private (long Start, long End) Range()
    {
        var isLong = _random.Below(20) == 0;
        var most = _profile == 3 ? LengthMost / 2 : LengthMost;
        var length = isLong ? Pages - _random.Below(5) : 1 + _random.Below(most);
        var start = _random.Below(Pages - length + 1);
        return (start, start + length);
    }

    private RegionCall Map(RegionCall call)
    {
        var kind = _profile switch
        {
            < 2 => "anon",
            4 => Of(AllKinds, "anon"),
            _ => Of(Kinds, "anon"),
        };

        call = call with { Prot = DrawProt(), Kind = kind, NoReplace = _profile == 4 && _random.Below(8) == 0 };
        return call.IsOfFile ? call with { Offset = Offset(call.Start) } : call;
    }

    /// <summary>Half of the files lie so that offsets go on all over the region; some reach beyond their end.</summary>
    private long Offset(long start) => _random.Below(2) == 0 ? start
        : _profile == 4 && _random.Below(2) == 0 ? RegionModel.FilePages - 4 + _random.Below(6)
        : _random.Below(Pages);

    private RegionCall Remap(RegionCall call)
    {
        var length = call.End - call.Start;
        var wanted = _random.Below(2) == 0 ? length : 1 + _random.Below(LengthMost);
        if (_random.Below(10) < 3)
        {
            return call with { NewLength = Math.Min(wanted, Pages - call.Start) };
        }

        if (_moved is { } moved && _random.Below(3) == 0)
        {
            // Back to where it came from: its offset goes on there from its neighbours'.
            return call with
            {
                Start = moved.To,
                End = moved.To + moved.NewLength,
                NewLength = moved.NewLength,
                To = Math.Min(moved.Start, Pages - moved.NewLength),
            };
        }

        return _moved = call with
        {
            NewLength = wanted,
            To = _random.Below((int)(Pages - wanted + 1)),
            DontUnmap = _profile == 4 && _random.Below(4) == 0,
        };
    }

    private Prot DrawProt() => Of(_profile == 3 ? WritableProts : Prots);

    private T Of<T>(T[] values) => values[_random.Below(values.Length)];

    /// <summary>One of several names, or another one in place of what this machine lacks.</summary>
    private string Of(string[] names, string instead) =>
        Of(names) is var name && left.Contains(name) ? instead : name;
}
