using System.Collections.Immutable;
using LockCheck.Conformance.MergeSplit;
using LockCheck.Engine;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Resume;

/// <summary>
/// Draws cases: 3 to 8 VMAs, some beside each other, some touched; and 1 to 3 calls on what is there at that moment.
/// </summary>
/// <param name="seed">The same one draws the same cases.</param>
/// <param name="rules">The kernel's rules.</param>
/// <param name="touches">Whether a writer may touch memory, for which it takes the mmap_lock for read only.</param>
internal sealed class RaceDraw(ulong seed, ExactRules rules, bool touches)
{
    private const int VmasMin = 3;
    private const int VmasMax = 8;
    private const int CallsMax = 3;
    private const int LengthMax = 5;
    private const int GapMax = 3;

    private static readonly Prot[] Prots =
    [
        Prot.Read | Prot.Write, Prot.Read | Prot.Write, Prot.Read, Prot.Read, Prot.Read | Prot.Exec, Prot.None,
    ];

    private readonly SplitMix _seeds = new(seed);
    private SplitMix _random = new(seed);

    /// <summary>The next case.</summary>
    public RaceCase Next()
    {
        _random = new SplitMix(_seeds.Next());
        var layout = Layout();
        var model = new RegionModel(rules, LiveRegion.StartPage);
        foreach (var call in layout)
        {
            _ = model.Make(call);
        }

        var writer = new List<RegionCall>();
        for (var count = 1 + _random.Below(CallsMax); writer.Count < count && !model.Maps().IsEmpty;)
        {
            writer.Add(Call(model.Maps()));
            _ = model.Make(writer[^1]);
        }

        return new RaceCase(layout, writer);
    }

    private List<RegionCall> Layout()
    {
        var layout = new List<RegionCall>();
        var touched = new List<RegionCall>();
        var page = RaceCase.PageMin + _random.Below(GapMax);
        for (var count = VmasMin + _random.Below(VmasMax - VmasMin + 1); layout.Count < count;)
        {
            var end = page + 1 + _random.Below(LengthMax);
            layout.Add(new RegionCall { Op = "mmap", Start = page, End = end, Prot = Draw(Prots), Kind = "anon" });
            if ((layout[^1].Prot & Prot.Write) != 0 && _random.Below(3) == 0)
            {
                touched.Add(new RegionCall { Op = "touch", Start = page, End = end });
            }

            page = end + (_random.Below(2) == 0 ? 0 : 1 + _random.Below(GapMax));
        }

        return [.. layout, .. touched];
    }

    /// <summary>A call on a part of a VMA, on several, or on what is between two of them.</summary>
    private RegionCall Call(ImmutableArray<MapRow> maps)
    {
        var at = _random.Below(maps.Length);
        var (start, end) = Range(maps, at);
        return _random.Below(touches ? 12 : 11) switch
        {
            < 3 => new RegionCall { Op = "munmap", Start = start, End = end },
            < 6 => new RegionCall { Op = "mprotect", Start = start, End = end, Prot = ProtOf(maps, at) },
            < 9 => Map(maps, at, start, end),
            < 11 => Remap(maps, at),
            _ => new RegionCall { Op = "touch", Start = start, End = end },
        };
    }

    private (long Start, long End) Range(ImmutableArray<MapRow> maps, int at)
    {
        var (start, end) = (maps[at].Start, maps[at].End);
        var last = maps[Math.Min(at + _random.Below(3), maps.Length - 1)];
        var length = end - start;
        var cut = length < 2 ? 0 : 1 + _random.Below((int)length - 1);
        return _random.Below(6) switch
        {
            0 => (start, end),
            1 => (start, end - cut),
            2 => (start + cut, end),
            3 => length < 3 ? (start, end) : (start + 1, end - 1),
            4 => (start, last.End),
            _ => (start + cut, last.End - (last.End - last.Start > 1 && last.Start > start ? 1 : 0)),
        };
    }

    /// <summary>In place of what is there, or into the gap behind it, where it may grow or merge.</summary>
    private RegionCall Map(ImmutableArray<MapRow> maps, int at, long start, long end)
    {
        if (_random.Below(2) == 0)
        {
            var next = at + 1 < maps.Length ? maps[at + 1].Start : RaceCase.PageMax;
            var gap = (int)Math.Min(next - maps[at].End, 2 * GapMax);
            if (gap > 0)
            {
                var skip = _random.Below(gap);
                (start, end) = (maps[at].End + skip, maps[at].End + skip + 1 + _random.Below(gap - skip));
            }
        }

        return new RegionCall { Op = "mmap", Start = start, End = end, Prot = ProtOf(maps, at), Kind = "anon" };
    }

    private RegionCall Remap(ImmutableArray<MapRow> maps, int at)
    {
        var (start, end) = (maps[at].Start, maps[at].End);
        if (_random.Below(3) == 0 && end - start > 1)
        {
            end -= 1;
        }

        var length = end - start;
        var wanted = _random.Below(2) == 0 ? length : 1 + _random.Below(2 * LengthMax);
        var room = RaceCase.PageMax - RaceCase.PageMin - (int)wanted;
        return new RegionCall
        {
            Op = "mremap",
            Start = start,
            End = end,
            NewLength = Math.Min(wanted, RaceCase.PageMax - start),
            To = _random.Below(2) == 0 ? -1 : RaceCase.PageMin + _random.Below(room),
        };
    }

    /// <summary>That of a neighbour in half of the cases, so that boundaries move.</summary>
    private Prot ProtOf(ImmutableArray<MapRow> maps, int at)
    {
        if (_random.Below(2) == 0)
        {
            return Draw(Prots);
        }

        var neighbour = Math.Clamp(at + (_random.Below(2) == 0 ? 1 : -1), 0, maps.Length - 1);
        var permissions = maps[neighbour].Permissions;
        return (permissions[0] == 'r' ? Prot.Read : Prot.None) | (permissions[1] == 'w' ? Prot.Write : Prot.None) |
            (permissions[2] == 'x' ? Prot.Exec : Prot.None);
    }

    private T Draw<T>(T[] values) => values[_random.Below(values.Length)];
}
