namespace LockCheck.Protocols.Readers.PageFault;

/// <summary>
/// P-PF: the page fault of v6.17, under the lock of its VMA (protocols.md 2j), with the vma_start_read of 9bbffee67ffd.
/// </summary>
public sealed class LockVmaUnderRcu : PageFaultReader
{
    /// <inheritdoc/>
    public override string Name => "page_fault/lock-vma-under-rcu";

    /// <inheritdoc/>
    public override string Summary =>
        "page fault of v6.17: lock_vma_under_rcu, or the mmap_lock";

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override Routine Run() => UserAccess.Touch(default(Locking));

    private readonly struct Locking : IFaultLock
    {
        /// <inheritdoc/>
        public async Routine<Vma> LockUnderRcu(Mm mm, int page)
        {
        retry:
            // 1.
            await Rcu.ReadLock();
            var vma = await mm.Iterator.WalkTo(page);
            if (vma.IsNone)
            {
                await Rcu.ReadUnlock();
                return Vma.None;
            }

            // 2. A failure has left RCU.
            switch (await VmaReadLock.StartRead(mm, vma))
            {
                case VmaStartRead.Detached:
                    goto retry;
                case VmaStartRead.Busy:
                    return Vma.None;
            }

            // 3.
            await Rcu.ReadUnlock();

            // 4. It may have been moved or shrunk before it was locked.
            if (page < vma.Start || page >= vma.End)
            {
                await VmaReadLock.EndRead(vma);
                return Vma.None;
            }

            // 5.
            return vma;
        }
    }
}
