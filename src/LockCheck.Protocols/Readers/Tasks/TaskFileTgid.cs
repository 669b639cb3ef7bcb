namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task_file</c> iterator with a pid (protocols.md 2.0, TGID(x)), since the cleanups of 2023.
/// </summary>
public sealed class TaskFileTgid : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_file/tgid";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_file iterator with a pid: the open files of one process, each table once";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.8 and later",
        ReliesOn: "a reference to the task and one to the file; RCU while it looks for the next ones",
        Source: "the task_group_seq_get_next series of 2023 (protocols.md 2c)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => TaskPromises.All;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override bool UsesIterator => true;

    /// <inheritdoc/>
    public override int MemoryWords => 1;

    /// <inheritdoc/>
    public override TaskListing Tasks { get; } =
        new(TaskWorld.Small, TaskFilterKind.Tgid, 1, TaskObjects.Files);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd<TaskFileIterator<TasksOfProcess>, TaskFile>(default);
}
