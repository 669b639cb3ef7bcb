using LockCheck.Protocols.Readers.Tasks;

namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// The BPF <c>task_vma</c> iterator with a pid (protocols.md 2.0, TGID(x), as since v6.8), P-TV7m: the maps of the
/// threads of a process, but of those that share the files table of their group leader.
/// </summary>
public sealed class TaskVmaTgid : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_vma/tgid";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_vma iterator with a pid: the threads of a process";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.8 and later",
        ReliesOn: "RCU for the next task; the mmap_lock, for read; references to the task and to the mm",
        Source: "7ff94f276f8e, and the task source TGID (protocols.md 2.0, 2a)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskVmaPromises.OfTasks;

    /// <inheritdoc/>
    public override TaskListing Tasks { get; } = new(TaskWorld.Small, TaskFilterKind.Tgid, 1, TaskObjects.Maps);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd(default(TaskVmaOfTasksIterator<TaskVmaV7MmRef.Revision, TasksOfProcess>));
}
