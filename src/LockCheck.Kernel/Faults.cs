namespace LockCheck.Kernel;

/// <summary>
/// Choices that are off unless asked for; each strikes at most once a run. A byte of the state vector says which have
/// struck, so that there are eight at most.
/// </summary>
[Flags]
public enum Faults : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A fatal signal arrives while a thread sleeps in a killable lock.</summary>
    Signal = 1,

    /// <summary>The target process exits.</summary>
    Exit = 2,

    /// <summary>An allocation fails.</summary>
    NoMem = 4,

    /// <summary>
    /// The first record of a read() does not fit into the buffer of an ordinary seq_file, which then grows.
    /// </summary>
    Grow = 8,

    /// <summary>A VMA's vm_refcnt is at its limit: a read lock of it fails under the mmap_lock too.</summary>
    RefLimit = 16,

    /// <summary>A BPF program runs in a place where interrupts are off.</summary>
    Irq = 32,

    /// <summary>
    /// What a BPF program prints for the first object of a read(), or at the end, does not fit into the iterator's
    /// buffer, which never grows.
    /// </summary>
    Overflow = 64,

    /// <summary>
    /// A BPF iterator has gone over a million objects in one read(), and the program dropped its output.
    /// </summary>
    ManyObjects = 128,
}
