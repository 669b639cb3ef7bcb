namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task</c> iterator with a tid (protocols.md 2.0, TID(x)), since 9495a5b731fc (Oct 2024). The tid is that
/// of a thread which leads no group.
/// </summary>
public sealed class TaskTid : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task/tid";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task iterator with a tid, of a thread that leads no group (9495a5b731fc, Oct 2024)";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "after 9495a5b731fc (Oct 2024)",
        ReliesOn: "a reference to the task; RCU while it looks for the next one",
        Source: "9495a5b731fc (protocols.md 2.0)");

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
        new(TaskWorld.Small, TaskFilterKind.Tid, 2, TaskObjects.Tasks);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd<TaskIterator<OneTask<ByThread>>, TaskRef>(default);
}
