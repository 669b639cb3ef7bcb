namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task_file</c> iterator with a pid (protocols.md 2.0, TGID(x)) before "bpf: task_group_seq_get_next: fix
/// the skip_if_dup_files check" (2023): for each thread the files table of the one before it decides (5, number 10).
/// </summary>
public sealed class TaskFileTgidBefore2023 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_file/tgid-before-2023";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_file iterator with a pid, which compares the files of the wrong task";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.1 until the series of 2023",
        ReliesOn: "a reference to the task and one to the file; RCU while it looks for the next ones",
        Source: "what the task_group_seq_get_next series of 2023 mends (protocols.md 2c)");

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
        BpfSeqRead.ReadToEnd<TaskFileIterator<TasksOfProcess2022<Revision>>, TaskFile>(default);

    private readonly struct Revision : IComparedFiles
    {
        public static TaskRef Of(TaskRef before, TaskRef next) => before;
    }
}
