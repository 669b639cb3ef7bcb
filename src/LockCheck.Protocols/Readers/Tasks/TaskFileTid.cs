namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task_file</c> iterator with a tid (protocols.md 2.0, TID(x)), since 9495a5b731fc (Oct 2024). The thread
/// leads no group, and has a files table of its own.
/// </summary>
public sealed class TaskFileTid : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_file/tid";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_file iterator with a tid, of a thread with files of its own (9495a5b731fc, Oct 2024)";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "after 9495a5b731fc (Oct 2024)",
        ReliesOn: "a reference to the task and one to the file; RCU while it looks for the next ones",
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
        new(TaskWorld.Small, TaskFilterKind.Tid, 2, TaskObjects.Files);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd<TaskFileIterator<OneTask<ByThread>>, TaskFile>(default);
}
