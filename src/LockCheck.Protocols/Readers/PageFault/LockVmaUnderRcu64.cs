namespace LockCheck.Protocols.Readers.PageFault;

/// <summary>
/// P-PF of v6.4, of era B: VMAs have small rwsems, are freed by call_rcu, and can be locked when they are detached; so
/// it asks (protocols.md 2j, "Era B extra checks").
/// </summary>
/// <remarks>
/// Of those checks, the kinds of VMAs that it left to the fallback at first (of files, without an anon_vma, with a
/// userfaultfd) are not modelled: all VMAs of a layout are taken for such that it would try.
/// </remarks>
public sealed class LockVmaUnderRcu64 : PageFaultReader
{
    /// <inheritdoc/>
    public override string Name => "page_fault/lock-vma-under-rcu-6.4";

    /// <inheritdoc/>
    public override string Summary =>
        "page fault of v6.4 (era B): looks whether the VMA that it locked was detached";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.4 to v6.14",
        ReliesOn: "the rwsem of the VMA, RCU to find it; else the mmap_lock",
        Source: "lock_vma_under_rcu of v6.4 (protocols.md 1.3, era B, and 2j)");

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.B;

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

            // 2. A failure stays in RCU; a detached VMA is locked like any other.
            if (vma.IsNone || await VmaReadLock.StartReadUnpinned(mm, vma) != VmaStartRead.Locked)
            {
                await Rcu.ReadUnlock();
                return Vma.None;
            }

            // 4. The range may have changed before the VMA was locked.
            if (page < vma.Start || page >= vma.End)
            {
                await VmaReadLock.EndRead(vma);
                await Rcu.ReadUnlock();
                return Vma.None;
            }

            // The VMA was taken out of the tree after it was found: another one may be there.
            if (vma.IsDetached)
            {
                await VmaReadLock.EndRead(vma);
                goto retry;
            }

            // 3 and 5.
            await Rcu.ReadUnlock();
            return vma;
        }
    }
}
