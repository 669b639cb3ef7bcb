namespace LockCheck.Kernel.Exact;

/// <summary>The flags of mremap.</summary>
[Flags]
public enum RemapFlags
{
    /// <summary>In place or not at all.</summary>
    None = 0,

    /// <summary>MREMAP_MAYMOVE.</summary>
    MayMove = 1,

    /// <summary>MREMAP_FIXED.</summary>
    Fixed = 2,

    /// <summary>MREMAP_DONTUNMAP.</summary>
    DontUnmap = 4,
}
