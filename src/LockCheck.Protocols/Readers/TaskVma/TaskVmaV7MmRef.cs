namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// P-TV7m: P-TV7 with a reference to the mm (7ff94f276f8e, Kui-Feng Lee, Dec 2022), so that the exit of the target no
/// longer takes the address space away under the reader.
/// </summary>
public sealed class TaskVmaV7MmRef : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/v7-mm-ref";

    /// <inheritdoc/>
    public override string Summary => "BPF task_vma iterator with an mm reference (7ff94f276f8e, Dec 2022)";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.2 and later, stable 6.1",
        ReliesOn: "the mmap_lock, for read; dropped between read() calls, and when contended; a reference to the mm",
        Source: "7ff94f276f8e, by Kui-Feng Lee (Dec 2022)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.All;

    /// <inheritdoc/>
    public override string? Column => null;

    /// <inheritdoc/>
    public override Routine Run() => BpfSeqRead.ReadToEnd(default(TaskVmaIterator<Revision>));

    internal readonly struct Revision : ITaskVmaRevision
    {
        public static bool PinsMm => true;

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
