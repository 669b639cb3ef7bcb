namespace LockCheck.Kernel.Exact;

/// <summary>The flags of mmap (x86-64), without MAP_HUGETLB and what has no effect.</summary>
[Flags]
public enum MapFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>MAP_SHARED.</summary>
    Shared = 0x1,

    /// <summary>MAP_PRIVATE.</summary>
    Private = 0x2,

    /// <summary>MAP_FIXED.</summary>
    Fixed = 0x10,

    /// <summary>MAP_ANONYMOUS.</summary>
    Anonymous = 0x20,

    /// <summary>MAP_GROWSDOWN.</summary>
    GrowsDown = 0x100,

    /// <summary>MAP_LOCKED.</summary>
    Locked = 0x2000,

    /// <summary>MAP_NORESERVE.</summary>
    NoReserve = 0x4000,

    /// <summary>MAP_POPULATE.</summary>
    Populate = 0x8000,

    /// <summary>MAP_NONBLOCK.</summary>
    NonBlock = 0x1_0000,

    /// <summary>MAP_STACK.</summary>
    Stack = 0x2_0000,

    /// <summary>MAP_FIXED_NOREPLACE.</summary>
    FixedNoReplace = 0x10_0000,
}
