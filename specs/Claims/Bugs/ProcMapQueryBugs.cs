namespace LockCheck.Specs.Claims;

/// <summary>The bugs of PROCMAP_QUERY.</summary>
public sealed class ProcMapQueryBugs : BugClaims
{
    private const string Merged = "procmap_query/per-vma-lock";
    private const string Walk = "procmap_query/per-vma-lock-walk";
    private const string MmapLock = "procmap_query/mmap-lock";
    private const string FirstPosted = "procmap_query/first-posted";
    private const string BuildId = "procmap_query/build-id";
    private const string BuildIdFixed = "procmap_query/build-id-fixed";
    private const string Small = "0-1r 1-2w";
    private const string WithHole = "0-1r 2-3w";
    private const string Deadlock = ScheduleFile.Deadlock;
    private const string Mapped = "0-1r 1-2w,file=1";
    private const string Named = "0-1r,name=\"[anon:x]\" 2-3w,file=1";

    /// <inheritdoc/>
    public override string Name => "procmap-query-bugs";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        Shows(36, "[D], [X]", Merged, "map-fixed-old-whole-mid", "I17"),
        Shows(36, "[D], [X]", Walk, "map-fixed-old-whole-mid", "I1"),
        Mended(36, "[D], [X]", Merged, "map-fixed-new-whole-mid", "I17"),
        Shows(37, "[X]", Merged, "mremap-fixed-whole-mid", "I17"),
        Shows(37, "[X]", Walk, "mremap-fixed-whole-mid", "I1"),
        Mended(37, "[X]", MmapLock, "mremap-fixed-whole-mid", "I17"),

        // The iterator is in the file as well: I17 is broken with nobody changing anything.
        Shows(44, "[D]", FirstPosted, "none", "I8", "I10", "I17") with { Readers = 2, Layout = Small },
        Mended(44, "[D]", Merged, "none", "I8", "I10", "I17") with { Readers = 2, Layout = Small },
        Mended(44, "[D]", Merged, "mprotect-mid", "I8", "I10", "I17") with { Readers = 2, Layout = Small },
        Mended(44, "[D]", MmapLock, "mprotect-mid", "I8", "I10", "I17") with { Readers = 2, Layout = Small },
        Shows(45, "[D]", FirstPosted, "none", "I11") with { Layout = Named },
        Mended(45, "[D]", Merged, "none", "I11") with { Layout = Named },

        // A VMA above the page is what does not match. I9 counts references, and the lock of a VMA is not one.
        Shows(46, "[S]", "procmap_query/not-found-leak", "none", "I8") with { Layout = WithHole },
        Mended(46, "[S]", FirstPosted, "none", "I8") with { Layout = WithHole },
        Mended(46, "[S]", Merged, "none", "I8") with { Layout = WithHole },

        // To sleep under a VMA's lock is permitted (2h), and what it costs is time; but there is a cycle, too: the lock
        // of the VMA, that of the inode, the mmap_lock.
        Shows(47, "[D]", "procmap_query/build-id-locked", "file-write", Deadlock) with
        {
            Writers = ["file-write", "mprotect-mid"],
            Layout = Mapped,
        },
        Mended(47, "[D]", BuildIdFixed, "file-write", Deadlock) with
        {
            Writers = ["file-write", "mprotect-mid"],
            Layout = Mapped,
        },
        OutOfReach(47, "[D]", "how long writers wait for the I/O under the VMA's lock: the model has no time"),
        Shows(48, "[D]", BuildId, "none", "I9") with { Layout = Named },
        Mended(48, "[D]", BuildIdFixed, "none", "I9") with { Layout = Named },
    ];
}
