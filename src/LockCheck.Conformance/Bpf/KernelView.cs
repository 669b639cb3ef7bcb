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
        Of(reader.ReadAll(), 0, ulong.MaxValue);

    /// <summary>The VMAs that lie wholly in [<paramref name="start"/>, <paramref name="end"/>), in bytes.</summary>
    public static KernelView Of(TaskVmaReader reader, ulong start, ulong end) =>
        Of(reader.ReadAll(), start, end);

    internal static KernelView Of(IReadOnlyList<VmaRecord> records, ulong start, ulong end)
    {
        ulong origin = start >> PageShift;
        var seen = new List<ulong> { 0 };
        var rows = new List<KernelViewRow>();
        foreach (VmaRecord vma in records.Where(vma => vma.Start >= start && vma.End <= end))
        {
            if (!seen.Contains(vma.AnonVma))
            {
                seen.Add(vma.AnonVma);
            }

            rows.Add(new KernelViewRow(
                (long)((vma.Start >> PageShift) - origin),
                (long)((vma.End >> PageShift) - origin),
                vma.Flags,
                (long)(vma.File == 0 ? vma.PageOffset - origin : vma.PageOffset),
                seen.IndexOf(vma.AnonVma),
                vma.Singular != 0,
                vma.File != 0));
        }

        return new KernelView(rows.ToArray(), records.Count == 0 ? 0 : records[0].Mm);
    }

    /// <summary>The rows as JSON: <c>[[0,9,"100073",0,0,1],...]</c>.</summary>
    public override string ToString() => $"[{string.Join(',', Rows)}]";
}
