namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task</c> iterator with a tid (protocols.md 2.0, TID(x)) until 9495a5b731fc (Oct 2024): x is looked up
/// as a process id, and a thread that leads no group is not found (5, number 9).
/// </summary>
public sealed class TaskTidBefore2024 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task/tid-before-2024";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task iterator with a tid, which it takes for a process id; finds no thread but a leader";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.1 until 9495a5b731fc (Oct 2024)",
        ReliesOn: "a reference to the task; RCU while it looks for the next one",
        Source: "what 9495a5b731fc mends (protocols.md 2.0)");

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
        BpfSeqRead.ReadToEnd<TaskIterator<OneTask<ByProcess>>, TaskRef>(default);
}
