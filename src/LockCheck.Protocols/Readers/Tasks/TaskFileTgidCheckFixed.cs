namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task_file</c> iterator with a pid (protocols.md 2.0, TGID(x)) with "bpf: task_group_seq_get_next: fix the
/// skip_if_dup_files check" (2023) alone: where the last thread of a process is skipped, pid_visiting is that thread,
/// and the next read() takes it for one that was fetched and not shown. "simplify the "next tid" logic", of the same
/// series, ended that.
/// </summary>
public sealed class TaskFileTgidCheckFixed : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "task_file/tgid-check-fixed";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF task_file iterator with a pid, which compares the right files; a skipped thread may come again";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "between two patches of the series of 2023",
        ReliesOn: "a reference to the task and one to the file; RCU while it looks for the next ones",
        Source: "the skip_if_dup_files patch of 2023 alone (protocols.md 2c)");

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
        public static TaskRef Of(TaskRef before, TaskRef next) => next;
    }
}
