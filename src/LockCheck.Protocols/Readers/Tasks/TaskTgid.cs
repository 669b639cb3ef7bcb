namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task</c> iterator with a pid (protocols.md 2.0, TGID(x)). It skips no thread, so that the comparison of
/// files does not matter.
/// </summary>
public sealed class TaskTgid : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task/tgid";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task iterator with a pid: the threads of one process";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.8 and later",
        ReliesOn: "a reference to the task; RCU while it looks for the next one",
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
        new(TaskWorld.Small, TaskFilterKind.Tgid, 1, TaskObjects.Tasks);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd<TaskIterator<TasksOfProcess>, TaskRef>(default);
}
