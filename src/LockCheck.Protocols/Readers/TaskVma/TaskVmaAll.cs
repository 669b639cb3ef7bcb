using LockCheck.Protocols.Readers.Tasks;

namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// The BPF <c>task_vma</c> iterator without parameters (protocols.md 2.0, ALL), P-TV7m: the maps of all tasks, but of
/// threads that share the files table of their group leader.
/// </summary>
public sealed class TaskVmaAll : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/all";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_vma iterator over every task (mainline since v6.2)";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.2 and later",
        ReliesOn: "RCU for the next task; the mmap_lock, for read; references to the task and to the mm",
        Source: "7ff94f276f8e, and the task source ALL (protocols.md 2.0, 2a)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.OfTasks;

    /// <inheritdoc/>
    public override TaskListing Tasks { get; } = new(TaskWorld.Small, TaskFilterKind.All, 0, TaskObjects.Maps);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd(default(TaskVmaOfTasksIterator<TaskVmaV7MmRef.Revision, AllTasks>));
}
