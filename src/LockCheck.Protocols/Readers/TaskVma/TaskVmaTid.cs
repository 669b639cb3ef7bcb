using LockCheck.Protocols.Readers.Tasks;

namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// The BPF <c>task_vma</c> iterator with a tid (protocols.md 2.0, TID(x)), P-TV7m, of a thread that leads no group. At
/// the end of the map its cursor stays where the last page ended, and the next read() goes on there: for ever, if
/// anything comes out (docs/findings.md 12).
/// </summary>
public sealed class TaskVmaTid : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/tid";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_vma iterator with a tid: one thread; lists its last VMAs again and again";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "after 9495a5b731fc (Oct 2024)",
        ReliesOn: "RCU for the next task; the mmap_lock, for read; references to the task and to the mm",
        Source: "7ff94f276f8e and 9495a5b731fc (protocols.md 2.0, 2a)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.OfTasks;

    /// <inheritdoc/>
    public override TaskListing Tasks { get; } = new(TaskWorld.Small, TaskFilterKind.Tid, 2, TaskObjects.Maps);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd(default(TaskVmaOfTasksIterator<TaskVmaV7MmRef.Revision, OneTask<ByThread>>));
}
