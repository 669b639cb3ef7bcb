namespace LockCheck.Kernel;

/// <summary>How a page fault tries to lock the VMA of its address without the mmap_lock (protocols.md 2j).</summary>
public interface IFaultLock
{
    /// <summary>lock_vma_under_rcu: outside RCU on entry and on return.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="page">The page.</param>
    /// <returns>
    /// The VMA that contains the page, held for read by its own lock; none to let the fault fall back.
    /// </returns>
    Routine<Vma> LockUnderRcu(Mm mm, int page);
}
