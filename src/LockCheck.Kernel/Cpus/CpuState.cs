namespace LockCheck.Kernel;

/// <summary>The CPU that a reader runs on: one of its own, which nobody leaves (protocols.md 1.0, 2b).</summary>
public struct CpuState
{
    /// <summary>1 while interrupts are off.</summary>
    public byte InterruptsOff;

    /// <summary><c>unlock_work</c>: 1 while its irq_work is queued and has not run.</summary>
    public byte WorkPending;

    /// <summary><c>unlock_work.mm</c>: the mm whose mmap_lock the irq_work will release.</summary>
    public Mm WorkMm;

    /// <summary>How many read locks were left to the irq_work and not released yet.</summary>
    public byte WorkReads;

    /// <summary>How many times the reader holds the mmap_lock for read, beyond the first.</summary>
    public byte NestedReads;

    /// <summary>
    /// The thread that runs on this CPU and was interrupted by the program: its slot + 1, or 0. Others have CPUs that
    /// are not modelled.
    /// </summary>
    public byte Interrupted;
}
