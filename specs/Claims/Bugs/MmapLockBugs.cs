namespace LockCheck.Specs.Claims;

/// <summary>The bugs of the files of /proc that are read under the mmap_lock.</summary>
public sealed class MmapLockBugs : BugClaims
{
    private const string VersionCursor = "proc_maps/version-cursor";
    private const string MmapLock = "proc_maps/mmap-lock";

    private const string Maple = "proc_maps/mmap-lock-maple";
    private const string MunmapBelow = "munmap-whole-mid";
    private const string BelowStack = "0-4r 4-8w 8-12w,growsdown";
    private const string NoneBelowStack = "0-2r 2-4r 6-8w,growsdown";

    /// <inheritdoc/>
    public override string Name => "mmap-lock";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        Shows(18, "[X]", VersionCursor, "merge-left-full", "I1"),
        Shows(18, "[X]", VersionCursor, "merge-right-full", "I1"),
        Mended(18, "[X]", MmapLock, "merge-left-full", "I1"),
        Mended(18, "[X]", MmapLock, "merge-right-full", "I1"),
        Shows(19, "[X]", VersionCursor, "munmap-whole-mid", "I1"),
        Mended(19, "[X]", MmapLock, "munmap-whole-mid", "I1"),

        // No reader is concerned: the page tables are freed under a page fault.
        Shows(38, "[D]", MmapLock, MunmapBelow, "I10") with
        {
            Writers = [MunmapBelow, "stack-grow-old"],
            Layout = BelowStack,
        },
        Mended(38, "[D]", MmapLock, MunmapBelow, "I10") with
        {
            Writers = [MunmapBelow, "stack-grow"],
            Layout = BelowStack,
        },

        // StackRot. A growth that leaves a gap moves a boundary in place, and replaces no node.
        Shows(39, "[D]", Maple, "stack-grow-old", "I10") with { RecordsPerPage = All },
        Mended(39, "[D]", Maple, "stack-grow-old", "I10") with { RecordsPerPage = All, Layout = NoneBelowStack },
        Mended(39, "[D]", Maple, "stack-grow", "I10") with { RecordsPerPage = All },
        Shows(49, "[D], [X]", "P-SR1", "mprotect-mid", "I1"),
        Mended(49, "[D], [X]", "P-SR2", "mprotect-mid", "I1"),

        // A real gap: no reader is to be blamed for it.
        Mended(53, "[S]", MmapLock, "map-fixed-new-whole-mid", "I1", "I3") with { Faults = Faults.NoMem },
        Mended(53, "[S]", "proc_maps/per-vma-lock", "map-fixed-new-whole-mid", "I1", "I3") with
        {
            Faults = Faults.NoMem,
        },
    ];
}
