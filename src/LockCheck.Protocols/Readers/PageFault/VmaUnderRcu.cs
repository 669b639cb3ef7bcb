namespace LockCheck.Protocols.Readers.PageFault;

/// <summary>
/// <c>lock_vma_under_rcu</c> of v6.17 (protocols.md 2j), with the vma_start_read of 9bbffee67ffd: what page faults
/// call, and the open-coded iterator since April 2026.
/// </summary>
internal static class VmaUnderRcu
{
    /// <summary>Locks the VMA that contains a page; outside RCU on entry and on return, or as the caller is.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="page">The page.</param>
    /// <returns>The VMA, held for read; or none.</returns>
    public static async Routine<Vma> Lock(Mm mm, int page)
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
