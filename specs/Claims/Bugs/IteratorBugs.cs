namespace LockCheck.Specs.Claims;

/// <summary>The bugs of the other BPF iterators: task, task_file, and the open-coded one.</summary>
public sealed class IteratorBugs : BugClaims
{
    private const string V1 = "iter_task_vma/v1";
    private const string V5 = "iter_task_vma/v5";
    private const string Nested = "iter_task_vma/v5-nested";
    private const string FindVma = "iter_task_vma/v5-find-vma";
    private const string MmRef = "iter_task_vma/mm-ref";
    private const string Snapshot = "P-B26";
    private const string Listing = "tasks";
    private const string Deadlock = ScheduleFile.Deadlock;

    /// <inheritdoc/>
    public override string Name => "bpf-iterators";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        // The tid is that of a thread which leads no group; that the reader finds nothing needs no writer.
        Shows(9, "[D]", "task/tid-before-2024", "none", Listing),
        Shows(9, "[D]", "task_file/tid-before-2024", "none", Listing),
        Mended(9, "[D]", "task/tid", "process-exit", Listing),
        Mended(9, "[D]", "task_file/tid", "process-exit", Listing),
        Shows(10, "[D]", "task_file/tgid-before-2023", "none", Listing),
        Mended(10, "[D]", "task_file/tgid", "process-exit", Listing),
        Mended(10, "[D]", "task_file/tgid", "thread-create", Listing),

        // Another thread of the target keeps the mm alive, so that the task is freed first.
        Shows(11, "[D]", V1, "mprotect-mid", "I10") with { Faults = Faults.Exit },
        Mended(11, "[D]", MmRef, "mprotect-mid", "I10") with { Faults = Faults.Exit },
        Shows(12, "[D]", V5, "none", "I10") with { Faults = Faults.Exit },
        Shows(12, "[D]", "bpf_find_vma", "none", "I10") with { Faults = Faults.Exit },
        Mended(12, "[D]", MmRef, "none", "I10") with { Faults = Faults.Exit },
        Mended(12, "[D]", Snapshot, "none", "I10") with { Faults = Faults.Exit },

        // The lock that is left over: at the end of a run alone, and as what a writer waits for.
        Shows(13, "[R]", Nested, "none", "I8") with { Faults = Faults.Irq },
        Shows(13, "[R]", Nested, "mprotect-mid", Deadlock) with { Faults = Faults.Irq },
        Shows(13, "[R]", FindVma, "none", "I8") with { Faults = Faults.Irq },
        Shows(13, "[R]", FindVma, "mprotect-mid", Deadlock) with { Faults = Faults.Irq },
        Mended(13, "[R]", Nested, "mprotect-mid", "I8", Deadlock),
        Mended(13, "[R]", V5, "mprotect-mid", "I8", Deadlock) with { Faults = Faults.Irq },

        // In its safety form: no writer gets in between two calls of next, so that all records are of one state.
        Mended(14, "[D]", V5, "merge-left-full", "I6"),
        Shows(14, "[D]", Snapshot, "merge-left-full", "I6"),

        // A writer waits for the rest of the loop, which the reader comes to the end of without anybody's help. How
        // much time that takes is no question for the model.
        EndsAlone(14, "[D]", V5, "merge-left-full"),
        EndsAlone(14, "[D]", Snapshot, "merge-left-full"),
        Shows(15, "[D]", "iter_task_vma/per-vma-lock-i-rwsem", "file-write", Deadlock) with
        {
            Writers = ["file-write", "mprotect-mid"],
        },
        Mended(15, "[D]", "iter_task_vma/snapshot-i-rwsem", "file-write", Deadlock) with
        {
            Writers = ["file-write", "mprotect-mid"],
        },
        Shows(16, "[D]", Snapshot, "mprotect-mid", "I1"),
        Shows(17, "[X]", Snapshot, "unmap mid + foreign reuse hi", "I1"),

        // Of the locks that a program may have interrupted the holder of, the model has alloc_lock.
        Shows(50, "[D]", "iter_task_vma/snapshot-task-lock", "none", Deadlock) with
        {
            Faults = Faults.Exit | Faults.Irq,
        },
        Mended(50, "[D]", Snapshot, "none", Deadlock) with { Faults = Faults.Exit | Faults.Irq },
        OutOfReach(50, "[D]", "pi_lock and the locks of workqueues are not modelled"),
        OutOfReach(51, "[M]", "the time spent inside RCU is not modelled"),

        // One step: the lock was dropped for the writer, which was woken, and the reader has it again.
        Shows(52, "[R]", "smaps_rollup/6.10", "mprotect-mid", "I12") with { RwSem = RwSemLevel.L2 },
        Shows(52, "[R]", "task_vma/v7", "mprotect-mid", "I12") with
        {
            RwSem = RwSemLevel.L2,
            RecordsPerPage = All,
        },

        // While the writer does not run, the reader comes to its end. What HANDOFF is for, a reader without an end, is
        // enumerated in StarvationTests.
        EndsAlone(52, "[R]", "smaps_rollup/6.10", "mprotect-mid") with { RwSem = RwSemLevel.L2 },
        EndsAlone(52, "[R]", "task_vma/v7", "mprotect-mid") with { RwSem = RwSemLevel.L2, RecordsPerPage = All },
    ];
}
