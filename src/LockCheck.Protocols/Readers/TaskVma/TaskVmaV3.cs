namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// P-TV3: "[PATCH v3 bpf-next 1/4] bpf: introduce task_vma bpf_iter" (Song Liu, 6 Jan 2021), exactly as posted. stop()
/// remembers a VMA that was not shown, and FIND then skips it: a page boundary loses a VMA with no writer at all.
/// </summary>
public sealed class TaskVmaV3 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/v3";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_vma iterator as posted in v3 (6 Jan 2021); loses a VMA at every page boundary";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "the mmap_lock, for read; dropped between read() calls, and when contended",
        Source: "\"[PATCH v3 bpf-next 1/4] bpf: introduce task_vma bpf_iter\" (6 Jan 2021)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-TV3";

    /// <inheritdoc/>
    public override Routine Run() => BpfSeqRead.ReadToEnd(default(TaskVmaIterator<Revision>));

    private readonly struct Revision : ITaskVmaRevision
    {
        public static bool PinsMm => false;

        public static bool PutsTaskOnFailure => false;

        // FIND compares the start only: a VMA that grew at its end is taken for the one that was shown.
        public static bool Skips(int start, int end, in TaskVmaInfo info) => start == info.PrevStart;

        // stop() remembers the VMA as if it had been shown: the next FIND skips it.
        public static void RememberUnshown(ref TaskVmaInfo info, int start, int end)
        {
            info.PrevStart = (ushort)start;
            info.PrevEnd = (ushort)end;
        }
    }
}
