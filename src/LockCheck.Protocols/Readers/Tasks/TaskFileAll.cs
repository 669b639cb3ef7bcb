namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task_file</c> iterator without parameters (protocols.md 2.0, ALL).
/// </summary>
public sealed class TaskFileAll : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_file/all";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_file iterator without parameters: the open files of every task";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v5.8 and later",
        ReliesOn: "a reference to the task and one to the file; RCU while it looks for the next ones",
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
        new(TaskWorld.Small, TaskFilterKind.All, 0, TaskObjects.Files);

    /// <inheritdoc/>
    public override Routine Run() =>
        BpfSeqRead.ReadToEnd<TaskFileIterator<AllTasks>, TaskFile>(default);
}
