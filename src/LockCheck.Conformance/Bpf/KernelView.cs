namespace LockCheck.Conformance.Bpf;

/// <summary>
/// An address space as the kernel keeps it: what no file of /proc shows, hidden flags and who shares an anon_vma,
/// included. The form of the field <c>k</c> of the recorded merge and split sequences.
/// </summary>
public sealed class KernelView
{
    private const int PageShift = 12;

    private KernelView(KernelViewRow[] rows, ulong mm)
    {
        Rows = rows;
        Mm = mm;
    }

    /// <summary>The VMAs in order of their addresses.</summary>
    public IReadOnlyList<KernelViewRow> Rows { get; }

    /// <summary>The mm, for <see cref="HoldGate.Arm"/>; 0 when there is no VMA.</summary>
    public ulong Mm { get; }

    /// <summary>One full pass of <c>iter/task_vma</c> over a process.</summary>
    public static KernelView Of(int pid)
    {
        using TaskVmaReader reader = TaskVmaReader.Open(pid);
        return Of(reader);
    }

    /// <summary>The same with a reader that is at hand; loading a program costs more than a pass.</summary>
    public static KernelView Of(TaskVmaReader reader) =>
        Of(reader.ReadAll(), 0, ulong.MaxValue, new AnonVmaNumbers());

    /// <summary>The VMAs that lie wholly in [<paramref name="start"/>, <paramref name="end"/>), in bytes.</summary>
    /// <param name="reader">Of whole records.</param>
    /// <param name="start">Where pages are counted from.</param>
    /// <param name="end">Exclusive.</param>
    /// <param name="numbers">Keeps the numbers of earlier views; null numbers this one alone.</param>
    public static KernelView Of(TaskVmaReader reader, ulong start, ulong end, AnonVmaNumbers? numbers = null) =>
        Of(reader.ReadAll(), start, end, numbers ?? new AnonVmaNumbers());

    private static KernelView Of(VmaRecord[] records, ulong start, ulong end, AnonVmaNumbers numbers)
    {
        ulong origin = start >> PageShift;
        KernelViewRow[] rows = records.Where(vma => vma.Start >= start && vma.End <= end)
            .Select(vma => new KernelViewRow(
                (long)((vma.Start >> PageShift) - origin),
                (long)((vma.End >> PageShift) - origin),
                vma.Flags,
                (long)(vma.File == 0 ? vma.PageOffset - origin : vma.PageOffset),
                numbers.Of(vma.AnonVma),
                vma.Singular != 0,
                vma.File != 0))
            .ToArray();
        return new KernelView(rows, records.Length == 0 ? 0 : records[0].Mm);
    }

    /// <summary>The rows as JSON: <c>[[0,9,"100073",0,0,1],...]</c>.</summary>
    public override string ToString() => $"[{string.Join(',', Rows)}]";
}
