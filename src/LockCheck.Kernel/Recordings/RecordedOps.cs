using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Recordings;

/// <summary>The operations of recorded sequences, and what mmap maps in them (docs/address-space.md).</summary>
public static class RecordedOps
{
    /// <summary>The names of madvise's advices.</summary>
    public static IReadOnlyDictionary<string, Advice> Advices { get; } =
        new SortedDictionary<string, Advice>(StringComparer.Ordinal)
        {
            ["cold"] = Advice.Cold,
            ["dodump"] = Advice.DoDump,
            ["dofork"] = Advice.DoFork,
            ["dontdump"] = Advice.DontDump,
            ["dontfork"] = Advice.DontFork,
            ["dontneed"] = Advice.DontNeed,
            ["dontneed_locked"] = Advice.DontNeedLocked,
            ["free"] = Advice.Free,
            ["hugepage"] = Advice.HugePage,
            ["keeponfork"] = Advice.KeepOnFork,
            ["mergeable"] = Advice.Mergeable,
            ["nohugepage"] = Advice.NoHugePage,
            ["normal"] = Advice.Normal,
            ["pageout"] = Advice.PageOut,
            ["random"] = Advice.Random,
            ["read"] = Advice.PopulateRead,
            ["remove"] = Advice.Remove,
            ["sequential"] = Advice.Sequential,
            ["touch"] = Advice.PopulateWrite,
            ["unmergeable"] = Advice.Unmergeable,
            ["willneed"] = Advice.WillNeed,
            ["wipeonfork"] = Advice.WipeOnFork,
        };

    /// <summary>All operations.</summary>
    public static SortedSet<string> All { get; } = new(
        [
            .. Advices.Keys, "brk", "fork", "lock", "mbind", "mlock", "mmap", "mprotect", "mremap", "mseal", "munlock",
            "munmap", "uffd_register", "uffd_unregister",
        ],
        StringComparer.Ordinal);

    /// <summary>What mmap maps.</summary>
    public static SortedSet<string> Kinds { get; } = new(
        [
            "anon", "f0", "f0shared", "f1", "growsdown", "locked", "m0", "m0shared", "noreserve", "populate", "shm",
            "stack", "sysv",
        ],
        StringComparer.Ordinal);
}
