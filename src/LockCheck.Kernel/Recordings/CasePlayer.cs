using System.Globalization;
using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>Plays a recorded case on an <see cref="ExactSpace"/>, and compares what comes of it.</summary>
/// <remarks>
/// In the kernel's user-space tests anon_vma_clone and unlink_anon_vmas are stubs: a VMA that is given an anon_vma
/// keeps the chain that the test made for it, and a failure takes nothing back. So of a VMA that had no anon_vma
/// before, its chain is not compared, and after a failure its anon_vma neither.
/// </remarks>
public sealed class CasePlayer
{
    private readonly RecordedCase _case;
    private readonly ExactSpace _space;
    private readonly Dictionary<string, ExactVma> _vmas = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, AnonVma> _anonVmas = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, MappedFile> _files = [];

    private CasePlayer(RecordedCase recorded, ExactRules rules)
    {
        _case = recorded;
        _space = new ExactSpace(rules);
        foreach (var vma in recorded.Before)
        {
            Add(vma);
        }
    }

    /// <summary>Plays a case: the difference, or null.</summary>
    /// <param name="recorded">The case.</param>
    /// <param name="rules">The rules of its kernel.</param>
    public static Difference? Play(RecordedCase recorded, ExactRules rules)
    {
        var difference = new CasePlayer(recorded, rules).Play();
        return difference is null ? null : difference with
        {
            Sequence = recorded.Number,
            Call = $"{recorded.Test}: {recorded.Op}",
        };
    }

    private Difference? Play()
    {
        _space.FailsNextStore = _case.State == "ERROR_NOMEM";
        var (vma, state) = Call();
        var made = Made();
        var ret = _case.Op is "vma_expand" or "vma_shrink"
            ? vma is null ? Errno.ENOMEM.ToString(CultureInfo.InvariantCulture) : "0"
            : vma is null ? "null" : made[vma];
        if (ret != _case.Ret)
        {
            return Difference.Of("return value", _case.Ret, ret);
        }

        if (_case.State is { } expected && expected != state)
        {
            return Difference.Of("state", expected, state);
        }

        return Difference.OfRows("VMAs", [.. _case.After.Select(row => row.ToString())], [.. Rows(made)]);
    }

    private (ExactVma? Vma, string State) Call()
    {
        var input = _case.Input;
        var before = _space.FailsNextStore;
        var vma = _case.Op switch
        {
            "vma_merge_new_range" => VmaEdit.MergeNew(_space, Named(input.Prev), Named(input.Next), Range()),
            "vma_merge_existing_range" => Named(input.Middle) is { } middle
                ? VmaEdit.MergeExisting(_space, PrevOf(middle), middle, middle.Next, Range())
                : throw Broken("`middle` is null", "the VMA that the range is part of"),
            "vma_modify_flags" => Modify(),
            "vma_expand" => VmaEdit.Expand(
                _space, At(input.Start), Named(input.Next), input.Start, input.End, input.Pgoff),
            "vma_shrink" => Shrink(),
            "vma_merge_extend" => VmaMover.Extend(
                _space, At(input.Start), At(input.Start).End + input.End),
            _ => Copy(),
        };
        var failed = before && !_space.FailsNextStore;
        return (vma, failed ? "ERROR_NOMEM" : _case.Op == "vma_expand" ? "START" : vma is null ? "NOMERGE" : "SUCCESS");
    }

    /// <summary>vmg->prev is the middle VMA itself if the range starts inside of it.</summary>
    private ExactVma? PrevOf(ExactVma middle) =>
        Named(_case.Input.Prev) is { } prev && !ReferenceEquals(prev, middle) ? prev : null;

    private ExactVma Modify()
    {
        var vma = Named(_case.Input.Middle)!;
        return VmaEdit.Isolate(
            _space,
            vma,
            _case.Input.Start,
            _case.Input.End,
            VmaChange.Of(vma) with { Flags = _case.Input.Flags }).Vma;
    }

    private ExactVma Shrink()
    {
        var vma = At(_case.Input.Start);
        VmaEdit.Shrink(vma, _case.Input.Start, _case.Input.End);
        return vma;
    }

    private ExactVma Copy()
    {
        var input = _case.Input;
        var source = At(input.SourceStart);
        return VmaMover.CopyTo(_space, ref source, new VmaMove(
            input.SourceStart,
            input.SourceEnd - input.SourceStart,
            input.End - input.Start,
            input.Start,
            RemapFlags.MayMove | RemapFlags.Fixed));
    }

    private VmaFacts Range() => new()
    {
        Exists = true,
        Start = _case.Input.Start,
        End = _case.Input.End,
        Pgoff = _case.Input.Pgoff,
        Flags = _case.Input.Flags,
        File = FileOf(_case.Input.File)?.Id ?? 0,
        AnonVma = _case.Input.AnonVma is { } name ? AnonVmaOf(name).Id : 0,
    };

    private void Add(CaseVma vma)
    {
        var made = new ExactVma(vma.Start, vma.End, vma.Flags, FileOf(vma.File), vma.Pgoff) { HasClose = vma.HasClose };
        if (vma.AnonVma is { } name)
        {
            made.Anon = AnonVmaOf(name);
            made.Chain = vma.IsForkChild ? [_space.NewAnonVma(null), made.Anon] : [made.Anon];
        }

        if (!_vmas.TryAdd(vma.Id, made))
        {
            throw Broken($"two VMAs are called `{vma.Id}`", "a name for each");
        }

        _space.Vmas.Insert(made);
    }

    private ExactVma? Named(string? id) => id is null ? null
        : _vmas.TryGetValue(id, out var vma) ? vma
        : throw Broken($"there is no VMA `{id}`", "one of those before");

    private ExactVma At(long page) => RemapCall.Lookup(_space, page)
        ?? throw Broken(
            string.Create(CultureInfo.InvariantCulture, $"no VMA is at page {page}"), "one of those before");

    private RecordingException Broken(string happened, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"case {_case.Number}"), happened, expected);

    private MappedFile? FileOf(long number)
    {
        if (number == 0)
        {
            return null;
        }

        if (!_files.TryGetValue(number, out var file))
        {
            file = _space.Open("file", long.MaxValue >> 1);
            _files.Add(number, file);
        }

        return file;
    }

    private AnonVma AnonVmaOf(string name)
    {
        if (!_anonVmas.TryGetValue(name, out var anonVma))
        {
            anonVma = _space.NewAnonVma(null);
            _anonVmas.Add(name, anonVma);
        }

        return anonVma;
    }

    /// <summary>The VMAs that there are now; new ones are numbered on, in the order of addresses.</summary>
    private Dictionary<ExactVma, string> Made()
    {
        var names = _vmas.ToDictionary(pair => pair.Value, pair => pair.Key);
        for (var vma = _space.First; vma is not null; vma = vma.Next)
        {
            names.TryAdd(vma, string.Create(CultureInfo.InvariantCulture, $"v{names.Count}"));
        }

        return names;
    }

    private IEnumerable<string> Rows(Dictionary<ExactVma, string> names)
    {
        for (var vma = _space.First; vma is not null; vma = vma.Next)
        {
            var id = names[vma];
            var anon = _anonVmas.FirstOrDefault(pair => pair.Value == vma.Anon).Key;
            var isForkChild = vma.Facts.IsForkChild;
            if (_case.After.FirstOrDefault(row => row.Id == id) is { } expected &&
                _case.Before.FirstOrDefault(row => row.Id == id) is { AnonVma: null })
            {
                isForkChild = expected.IsForkChild;
                anon = _case.State == "ERROR_NOMEM" ? expected.AnonVma : anon;
            }

            var file = _files.FirstOrDefault(pair => pair.Value == vma.File).Key;
            yield return new CaseVma(
                id, vma.Start, vma.End, vma.Pgoff, vma.Flags, anon, isForkChild, file, vma.HasClose).ToString();
        }
    }
}
