using LockCheck.Protocols.Readers.Tasks;

namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// The BPF <c>task_vma</c> iterator without parameters (protocols.md 2.0, ALL), P-TV7: without a reference to the mm,
/// so that the exit of a task takes it away under the reader (5, number 4).
/// </summary>
public sealed class TaskVmaAllV7 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/all-v7";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_vma iterator over every task, without an mm reference (v5.12 to v6.1)";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v5.12 to v6.1",
        ReliesOn: "RCU for the next task; the mmap_lock, for read; a reference to the task",
        Source: "3a7b35b899de, and the task source ALL (protocols.md 2.0, 2a)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.OfTasks;

    /// <inheritdoc/>
    public override TaskListing Tasks { get; } = new(TaskWorld.Small, TaskFilterKind.All, 0, TaskObjects.Maps);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd(default(TaskVmaOfTasksIterator<TaskVmaV7.Revision, AllTasks>));
}
