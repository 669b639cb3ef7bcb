using LockCheck.Protocols.Readers.Tasks;

namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// <see cref="TaskVmaTid"/> with its cursor moved behind the task at the end of the map, as it is behind any other
/// task. Nobody has posted it.
/// </summary>
public sealed class TaskVmaTidMovesOn : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/tid-moves-on";

    /// <inheritdoc/>
    public override string Summary =>
        "task_vma/tid repaired: its cursor moves behind the task";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "none: a repair that nobody posted",
        ReliesOn: "RCU for the next task; the mmap_lock, for read; references to the task and to the mm",
        Source: "the repair of docs/findings.md 12 for 7ff94f276f8e");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.OfTasks;

    /// <inheritdoc/>
    public override TaskListing Tasks { get; } = new(TaskWorld.Small, TaskFilterKind.Tid, 2, TaskObjects.Maps);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd(default(TaskVmaOfTasksIterator<Revision, OneTask<ByThread>>));

    private readonly struct Revision : ITaskVmaRevision
    {
        public static bool PinsMm => true;

        public static bool PutsTaskOnFailure => true;

        public static bool MovesBehindOneTask => true;

        public static bool Skips(int start, int end, in TaskVmaInfo info) =>
            TaskVmaV7MmRef.Revision.Skips(start, end, info);

        public static void RememberUnshown(ref TaskVmaInfo info, int start, int end) =>
            TaskVmaV7MmRef.Revision.RememberUnshown(ref info, start, end);
    }
}
