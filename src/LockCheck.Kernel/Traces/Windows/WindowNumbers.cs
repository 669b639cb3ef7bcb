using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// Small numbers for what distinguishes the VMAs of a window, in the order in which they appear; and offsets in model
/// pages. Two VMAs of one file, or of anonymous memory, lie on one line of offsets when address less offset is the
/// same: only then may they merge. What mremap moves takes its line along.
/// </summary>
internal sealed class WindowNumbers(WindowScale scale)
{
    private readonly Dictionary<long, int> _files = [];
    private readonly Dictionary<long, int> _anonVmas = [];
    private readonly Dictionary<(VmFlags Flags, int Policy, int Uffd), int> _kinds = [];
    private readonly Dictionary<(long File, long Bias), int> _lines = new() { [(0, 0)] = 0 };
    private int _lineCount;

    /// <summary>Whether there are more kinds of VMAs than a small world can tell apart.</summary>
    public bool HasTooMany => _kinds.Count > LayoutVma.KindMax + 1;

    /// <summary>Whether an offset would lie before the start of its file.</summary>
    public bool HasTooLow { get; private set; }

    /// <summary>
    /// Notes that a range moves, with the offsets that it has: where it comes to lie beside memory of a line that is
    /// known, the two are one line.
    /// </summary>
    public void Move(ViewedVma vma, (long Start, long End) from, (long Start, long End) to)
    {
        var here = (vma.File, vma.Bias);
        var there = (vma.File, vma.Bias + to.Start - from.Start);
        var offset = scale.PageOf(to.Start) - scale.PageOf(from.Start);
        if (!_lines.ContainsKey(here) && _lines.TryGetValue(there, out var known))
        {
            _lines.Add(here, known + offset);
        }
        else
        {
            _ = _lines.TryAdd(there, LineOf(vma.File, vma.Bias) - offset);
        }
    }

    /// <summary>A range with the attributes of a VMA that it is a part of.</summary>
    /// <param name="vma">The VMA.</param>
    /// <param name="start">The first page of the range, an edge.</param>
    /// <param name="end">One past its last page, an edge.</param>
    /// <param name="isNew">Whether nobody has written to it yet.</param>
    public LayoutVma Area(ViewedVma vma, long start, long end, bool isNew)
    {
        var first = scale.PageOf(start);
        var pgoff = first + LineOf(vma.File, vma.Bias);
        HasTooLow |= pgoff < 0;
        return new LayoutVma(first, scale.PageOf(end), vma.Prot)
        {
            FileId = vma.File == 0 ? 0 : Number(_files, vma.File) + 1,
            Pgoff = Math.Max(0, pgoff),
            AnonVma = isNew || vma.AnonVma == 0 ? 0 : AnonVmaOf(vma.AnonVma),
            Kind = Math.Min(Number(_kinds, vma.Unseen), LayoutVma.KindMax),
            Traits = vma.Traits,
            Name = vma.Name.Length > 0 ? vma.Name : null,
        };
    }

    /// <summary>A range without attributes.</summary>
    public LayoutVma Range(long start, long end) => new(scale.PageOf(start), scale.PageOf(end), Prot.None);

    /// <summary>The small number of an anon_vma, from 1.</summary>
    public int AnonVmaOf(long anonVma) => Number(_anonVmas, anonVma) + 1;

    /// <summary>The offset of model page 0 on a line; lines of their own are two address spaces apart.</summary>
    private int LineOf(long file, long bias)
    {
        if (!_lines.TryGetValue((file, bias), out var line))
        {
            _lines.Add((file, bias), line = ++_lineCount * 2 * scale.Pages);
        }

        return line;
    }

    private static int Number<TKey>(Dictionary<TKey, int> numbers, TKey key)
        where TKey : notnull
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers.Add(key, number = numbers.Count);
        }

        return number;
    }
}
