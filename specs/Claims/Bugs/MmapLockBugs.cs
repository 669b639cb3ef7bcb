namespace LockCheck.Specs.Claims;

/// <summary>The bugs of the files of /proc that are read under the mmap_lock.</summary>
public sealed class MmapLockBugs : BugClaims
{
    private const string VersionCursor = "proc_maps/version-cursor";
    private const string MmapLock = "proc_maps/mmap-lock";

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
