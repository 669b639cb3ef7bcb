namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// P-TV5: v5 of the series (Feb 2021). stop() no longer makes FIND skip the unshown VMA, and a failed lock puts the
/// task; FIND still compares the start only, so the tail of a merged VMA is lost.
/// </summary>
public sealed class TaskVmaV5 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/v5";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_vma iterator as posted in v5 (Feb 2021); loses the tail of a VMA that merged";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "the mmap_lock, for read; dropped between read() calls, and when contended",
        Source: "v5 of the series of \"bpf: introduce task_vma bpf_iter\" (Feb 2021)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-TV5";

    /// <inheritdoc/>
    public override Routine Run() => BpfSeqRead.ReadToEnd(default(TaskVmaIterator<Revision>));

    private readonly struct Revision : ITaskVmaRevision
    {
        public static bool PinsMm => false;

        public static bool PutsTaskOnFailure => true;

        // FIND compares the start only: a VMA that grew at its end is taken for the one that was shown.
        public static bool Skips(int start, int end, in TaskVmaInfo info) => start == info.PrevStart;

        // The end alone: the search goes on from end - 1, and pieces before it are not seen again.
        public static void RememberUnshown(ref TaskVmaInfo info, int start, int end)
        {
            info.PrevStart = TaskVmaInfo.NeverSkip;
            info.PrevEnd = (ushort)end;
        }
    }
}
