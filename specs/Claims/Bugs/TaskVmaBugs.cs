namespace LockCheck.Specs.Claims;

/// <summary>The bugs of the BPF task_vma iterator.</summary>
public sealed class TaskVmaBugs : BugClaims
{
    private const string V3 = "task_vma/v3";
    private const string V5 = "task_vma/v5";
    private const string V7 = "task_vma/v7";
    private const string WithMmReference = "task_vma/v7-mm-ref";
    private const string Unshown = "task_vma/resume-unshown";
    private const string NoRoom = "0-1r 1-3w 3-4r pages=4";

    /// <inheritdoc/>
    public override string Name => "task_vma";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        Shows(1, "[D]", V3, "none", "I1"),
        Mended(1, "[D]", V5, "none", "I1"),

        // The lock has to be dropped inside a read(), where a waiting writer makes the reader sleep.
        Shows(2, "[D]", V3, "mprotect-mid", "I9") with { RecordsPerPage = All, Faults = Faults.Signal },
        Mended(2, "[D]", V5, "mprotect-mid", "I9") with { RecordsPerPage = Choice, Faults = Faults.Signal },
        Shows(3, "[R]", V3, "mprotect-mid", "I15") with { RecordsPerPage = All, Faults = Faults.Signal },
        Shows(3, "[R]", V7, "mprotect-mid", "I15") with { RecordsPerPage = All, Faults = Faults.Signal },
        Shows(3, "[R]", WithMmReference, "mprotect-mid", "I15") with
        {
            RecordsPerPage = All,
            Faults = Faults.Signal,
        },
        Shows(4, "[D]", V3, "none", "I10") with { RecordsPerPage = Choice, Faults = Faults.Exit },
        Shows(4, "[D]", V5, "none", "I10") with { RecordsPerPage = Choice, Faults = Faults.Exit },
        Shows(4, "[D]", V7, "none", "I10") with { RecordsPerPage = Choice, Faults = Faults.Exit },
        Mended(4, "[D]", WithMmReference, "none", "I10") with { RecordsPerPage = Choice, Faults = Faults.Exit },
        Shows(5, "[D]", V5, "merge-left-full", "I1"),
        Mended(5, "[D]", V7, "merge-left-full", "I1"),
        Shows(6, "[X]", V7, "split-front", "I1"),
        Shows(6, "[X]", V7, "munmap-tail-of-mid", "I1"),
        Shows(6, "[X]", V5, "split-front", "I1"),
        Shows(6, "[X]", WithMmReference, "split-front", "I1"),
        Mended(6, "[X]", V7, "split-front", "I1") with { RecordsPerPage = All },
        Mended(6, "[X]", Unshown, "split-front", "I1"),
        Shows(7, "[R], single step [X]", V7, "merge-both", "I4'", "I5") with { RecordsPerPage = All },
        Shows(7, "[R], single step [X]", WithMmReference, "merge-both", "I4'", "I5") with { RecordsPerPage = All },

        // One turn of the cycle: there are more records than pages, so an end was reported twice. The maps by per-VMA
        // locks only ascend.
        Shows(7, "[R]", V7, "split-then-re-merge", "I13") with
        {
            RecordsPerPage = All,
            Layout = NoRoom,
        },
        Mended(7, "[R]", "proc_maps/per-vma-lock", "split-then-re-merge", "I13") with
        {
            RecordsPerPage = All,
            Layout = NoRoom,
        },

        // Each turn takes a round of the writer: without one the reader goes on.
        EndsAlone(7, "[R]", V7, "split-then-re-merge") with { RecordsPerPage = All, Layout = NoRoom },
        EndsAlone(7, "[R]", WithMmReference, "merge-both") with { RecordsPerPage = All },
        Shows(8, "[R]", V7, "exec", "I16"),
        Shows(8, "[R]", WithMmReference, "exec", "I16"),
        Shows(8, "[R]", WithMmReference, "pid-reuse", "I16"),
        Mended(8, "[R]", "proc_maps/mmap-lock", "exec", "I16"),
        Mended(8, "[R]", "proc_maps/mmap-lock", "pid-reuse", "I16"),
        Mended(8, "[R]", "proc_maps/per-vma-lock", "exec", "I16"),
        Mended(8, "[R]", "proc_maps/per-vma-lock", "pid-reuse", "I16"),
    ];
}
