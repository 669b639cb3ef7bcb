namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task</c> iterator without parameters (protocols.md 2.0, ALL).
/// </summary>
public sealed class TaskAll : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task/all";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task iterator without parameters: every task";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v5.8 and later",
        ReliesOn: "a reference to the task; RCU while it looks for the next one",
        Source: "the BPF iterators document (protocols.md 2.0)");

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
        new(TaskWorld.Small, TaskFilterKind.All, 0, TaskObjects.Tasks);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd<TaskIterator<AllTasks>, TaskRef>(default);
}
