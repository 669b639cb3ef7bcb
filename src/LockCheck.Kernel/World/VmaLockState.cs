namespace LockCheck.Kernel;

/// <summary>The lock of a VMA object; it outlives what the object is used for (protocols.md 1.3).</summary>
public struct VmaLockState
{
    /// <summary>The threads that hold it for read, a bit each: <c>vm_refcnt</c> beside its flags.</summary>
    public byte Readers;

    /// <summary>The writer's side.</summary>
    public VmaLockFlags Flags;

    /// <summary>Era B: the threads whose RCU sections must end before the object is free, a bit each.</summary>
    public byte GracePeriod;
}

/// <summary>The writer's side of a VMA's lock.</summary>
[Flags]
public enum VmaLockFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>
    /// <c>vm_lock_seq</c> equals the <c>mm_lock_seq</c> of its mm: write-locked until the mm's next commit.
    /// </summary>
    WriteLocked = 1,

    /// <summary>A writer waits for the readers to leave, and keeps new ones out (VMA_LOCK_OFFSET).</summary>
    ExcludesReaders = 2,
}
