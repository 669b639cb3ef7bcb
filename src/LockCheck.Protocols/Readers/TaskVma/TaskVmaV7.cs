namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// P-TV7: v6 and v7, mainline since 3a7b35b899de (v5.12). FIND skips a VMA only if both its ends are unchanged. A split
/// at a page boundary still loses the pieces before the last page of the unshown VMA.
/// </summary>
public sealed class TaskVmaV7 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/v7";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_vma iterator of mainline v5.12 (3a7b35b899de); loses front pieces at a page boundary";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v5.12 to v6.1",
        ReliesOn: "the mmap_lock, for read; dropped between read() calls, and when contended",
        Source: "3a7b35b899de, \"bpf: introduce task_vma bpf_iter\" (v7 of the series, Feb 2021)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-TV7";

    /// <inheritdoc/>
    public override Routine Run() => BpfSeqRead.ReadToEnd(default(TaskVmaIterator<Revision>));

    internal readonly struct Revision : ITaskVmaRevision
    {
        public static bool PinsMm => false;

        public static bool PutsTaskOnFailure => true;

        public static bool Skips(int start, int end, in TaskVmaInfo info) =>
            start == info.PrevStart && end == info.PrevEnd;

        // The end alone: the search goes on from end - 1, and pieces before it are not seen again.
        public static void RememberUnshown(ref TaskVmaInfo info, int start, int end)
        {
            info.PrevStart = TaskVmaInfo.NeverSkip;
            info.PrevEnd = (ushort)end;
        }
    }
}
