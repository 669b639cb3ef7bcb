namespace LockCheck.Conformance.Bpf;

/// <summary>Which tracepoint an event of a <see cref="TracepointHolder"/> came from.</summary>
public enum HoldEventKind
{
    /// <summary>mmap_lock_start_locking: before the lock is asked for.</summary>
    StartLocking = 1,

    /// <summary>mmap_lock_acquire_returned with success: the lock is held (a downgrade shows as a read lock).</summary>
    Acquired = 2,

    /// <summary>mmap_lock_released, which the kernel announces just before it releases.</summary>
    Releasing = 3,

    /// <summary>ma_write: a store to a maple tree begins.</summary>
    TreeWrite = 4,

    /// <summary>mmap_lock_acquire_returned without success: a trylock or a killed wait.</summary>
    NotAcquired = 5,
}
