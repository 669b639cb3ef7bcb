namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// P-TVx: P-TV7m that resumes where the unshown VMA started. Nobody has posted it; it is the repair that protocols.md
/// 2a proposes, to be held against the others.
/// </summary>
public sealed class TaskVmaResumeUnshown : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/resume-unshown";

    /// <inheritdoc/>
    public override string Summary => "task_vma/v7-mm-ref repaired: resumes at the start of the VMA that was not shown";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "none: a repair that nobody posted",
        ReliesOn: "the mmap_lock, for read; dropped between read() calls, and when contended; a reference to the mm",
        Source: "the fix that protocols.md 2a names for number 6");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-TVx";

    /// <inheritdoc/>
    public override Routine Run() => BpfSeqRead.ReadToEnd(default(TaskVmaIterator<Revision>));

    private readonly struct Revision : ITaskVmaRevision
    {
        public static bool PinsMm => true;

        public static bool PutsTaskOnFailure => true;

        public static bool Skips(int start, int end, in TaskVmaInfo info) =>
            start == info.PrevStart && end == info.PrevEnd;

        // find(prev_end - 1) is find(start): the first page that was not shown.
        public static void RememberUnshown(ref TaskVmaInfo info, int start, int end)
        {
            info.PrevStart = TaskVmaInfo.NeverSkip;
            info.PrevEnd = (ushort)(start + 1);
        }
    }
}
