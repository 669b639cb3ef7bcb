namespace LockCheck.Specs.Claims;

/// <summary>The bugs of the per-VMA locks, and of /proc/PID/maps read by them.</summary>
public sealed class PerVmaLockBugs : BugClaims
{
    private const string Merged = "proc_maps/per-vma-lock";
    private const string V5 = "proc_maps/per-vma-lock-v5";
    private const string NoGapCheck = "proc_maps/per-vma-lock-no-gap-check";
    private const string NoEndCheck = "proc_maps/per-vma-lock-no-end-check";
    private const string Fault = "page_fault/lock-vma-under-rcu";
    private const string Fault615 = "page_fault/lock-vma-under-rcu-6.15";
    private const string FaultOf64 = "page_fault/lock-vma-under-rcu-6.4";
    private const string WholeVma = "mremap_FIXED onto one whole VMA";
    private const string Weak = "needs weak memory; the model is sequentially consistent";

    /// <inheritdoc/>
    public override string Name => "per-vma-lock";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        // The object is recycled below the cursor, which sends the reader into the fallback.
        Shows(32, "[D]", V5, "reuse-lower", "I10"),
        Mended(32, "[D]", Merged, "reuse-lower", "I10"),

        // The model stops where the record is printed without a lock (I10), before the unlock without one (I8).
        Shows(33, "[D]", V5, "mprotect-mid", "I10") with { Faults = Faults.RefLimit },
        Mended(33, "[D]", Merged, "mprotect-mid", "I8", "I10") with { Faults = Faults.RefLimit },
        Shows(34, "[D] patch text, [X]", NoGapCheck, "split-back", "I1"),
        Mended(34, "[D] patch text, [X]", Merged, "split-back", "I1"),
        Shows(35, "[X]", NoEndCheck, "reuse-lower", "I4", "I5"),
        Mended(35, "[X]", Merged, "reuse-lower", "I4", "I5"),
        Shows(36, "[D], [X]", Merged, "map-fixed-old-whole-mid", "I1"),
        Mended(36, "[D], [X]", Merged, "map-fixed-new-whole-mid", "I1"),
        Shows(37, "[X]", Merged, WholeVma, "I1"),
        OutOfReach(40, "[D]", Weak),

        // Only VMAs of files were written to when they were in the tree, and v6.4 did not try to lock those: the fault
        // of the model tries all.
        Shows(41, "[D title]/[M]", FaultOf64, "mmap-unlocked-vma", "PF"),
        Mended(41, "[D title]/[M]", FaultOf64, "mmap-then-flags", "PF"),
        Shows(42, "[D title]", FaultOf64, "fork-without-vma-locks", "PF"),
        Mended(42, "[D title]", FaultOf64, "fork", "PF"),
        Mended(42, "[D title]", Fault, "fork", "PF"),
        Shows(43, "[D]", V5, "unmap-mid-foreign-reuse-then-exit", "I10"),
        Mended(43, "[D]", Merged, "unmap-mid-foreign-reuse-then-exit", "I10"),
        Shows(43, "[D]", Fault615, "unmap-mid-foreign-reuse-then-exit", "I10"),
        Mended(43, "[D]", Fault, "unmap-mid-foreign-reuse-then-exit", "I10"),
    ];
}
