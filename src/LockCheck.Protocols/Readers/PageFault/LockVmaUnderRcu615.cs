namespace LockCheck.Protocols.Readers.PageFault;

/// <summary>
/// P-PF as it was from v6.15 on, before 9bbffee67ffd: the mm of a VMA that another process has got meanwhile is not
/// pinned while the reference is dropped (protocols.md 5, number 43).
/// </summary>
public sealed class LockVmaUnderRcu615 : PageFaultReader
{
    /// <inheritdoc/>
    public override string Name => "page_fault/lock-vma-under-rcu-6.15";

    /// <inheritdoc/>
    public override string Summary =>
        "page fault of v6.15, before 9bbffee67ffd: drops a reused VMA without pinning its mm";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.15, until 9bbffee67ffd",
        ReliesOn: "the lock of the VMA, RCU to find it; else the mmap_lock",
        Source: "lock_vma_under_rcu of v6.15 (protocols.md 1.3, era C, and 5, number 43)");

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override Routine Run() => UserAccess.Touch(default(Locking));

    private readonly struct Locking : IFaultLock
    {
        /// <inheritdoc/>
        public async Routine<Vma> LockUnderRcu(Mm mm, int page)
        {
            await Rcu.ReadLock();
        retry:
            // 1.
            var vma = await mm.Iterator.WalkTo(page);

            // 2. A failure stays in RCU.
            var got = vma.IsNone ? VmaStartRead.Busy : await VmaReadLock.StartReadUnpinned(mm, vma);
            if (got == VmaStartRead.Detached)
            {
                goto retry;
            }

            // 4.
            if (got == VmaStartRead.Locked && (page < vma.Start || page >= vma.End))
            {
                await VmaReadLock.EndRead(vma);
                got = VmaStartRead.Busy;
            }

            // 3.
            await Rcu.ReadUnlock();
            return got == VmaStartRead.Locked ? vma : Vma.None;
        }
    }
}
