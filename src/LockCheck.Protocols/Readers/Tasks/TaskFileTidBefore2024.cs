namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task_file</c> iterator with a tid (protocols.md 2.0, TID(x)) until 9495a5b731fc (Oct 2024): x is looked
/// up as a process id, and the files of a thread that leads no group are not found (5, number 9).
/// </summary>
public sealed class TaskFileTidBefore2024 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_file/tid-before-2024";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_file iterator with a tid, which it takes for a process id; finds no files of a thread";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.1 until 9495a5b731fc (Oct 2024)",
        ReliesOn: "a reference to the task and one to the file; RCU while it looks for the next ones",
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
        new(TaskWorld.Small, TaskFilterKind.Tid, 2, TaskObjects.Files);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd<TaskFileIterator<OneTask<ByProcess>>, TaskFile>(default);
}
