using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Traces;

/// <summary>What the name of a file says of its mappings.</summary>
internal static class FileNames
{
    /// <summary>The struct file; how long it is, nobody says.</summary>
    public static MappedFile Make(long id, string name, bool isWritable)
    {
        const VmFlags Mapped = VmFlags.Io | VmFlags.PfnMap | VmFlags.DontExpand | VmFlags.DontDump;
        var isSegment = name.StartsWith("/SYSV", StringComparison.Ordinal);
        var isShmem = isSegment || name.StartsWith("/memfd:", StringComparison.Ordinal) ||
            name.StartsWith("/dev/shm/", StringComparison.Ordinal) ||
            name.StartsWith("/dev/zero", StringComparison.Ordinal);
        var isDevice = !isShmem && name.StartsWith("/dev/", StringComparison.Ordinal) &&
            !string.Equals(name, "/dev/null", StringComparison.Ordinal);
        var isRing = name.StartsWith("anon_inode:", StringComparison.Ordinal);
        return new MappedFile(id, name, long.MaxValue >> 16)
        {
            HasClose = isSegment,
            MovesAlone = isSegment,
            IsShmem = isShmem,
            IsWritable = isWritable,
            HookFlags = isDevice || isRing ? Mapped : VmFlags.None,
        };
    }
}
