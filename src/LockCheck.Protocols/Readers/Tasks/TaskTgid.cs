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
    public override IReadOnlyList<string> Promises => TaskPromises.All;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override bool UsesIterator => true;

    /// <inheritdoc/>
    public override int MemoryWords => 1;

    /// <inheritdoc/>
    public override TaskListing Tasks { get; } =
        new(TaskWorld.Small, TaskFilterKind.Tgid, 1, ListsFiles: false);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd<TaskIterator<TasksOfProcess>, TaskRef>(default);
}
