namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// <c>lock_next_vma</c>: the VMA at or after an address, locked for read by its own lock (protocols.md 2f). RCU is held
/// on entry and on every return.
/// </summary>
/// <typeparam name="T">The revision.</typeparam>
internal static class LockNextVma<T>
    where T : struct, IPerVmaLockRevision
{
    /// <summary>Finds and locks the next VMA.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="from">The cursor: the page from which on a VMA is wanted.</param>
    /// <returns>The VMA, none, or an error: -EAGAIN at the limit of its counter, -EINTR after a fatal signal.</returns>
    public static async Routine<SeqItem> From(Mm mm, int from)
    {
        // a.
    retry:
        var isSampled = await mm.Sequence.TryBegin();

        // b. The result of a NULL is not validated.
        var vma = await mm.Iterator.Next();
        if (vma.IsNone)
        {
            return SeqItem.None;
        }

        // c.
        switch (await StartRead(mm, vma))
        {
            case VmaStartRead.Detached:
                await Reenter();
                mm.Iterator.Set(from);
                goto retry;
            case VmaStartRead.Busy:
                await Reenter();
                return await UnderMmapLock(mm, from);
        }

        // d. Recycled to a lower place, or moved behind.
        if (T.ChecksEnd && vma.End <= from)
        {
            return await UnlockAndFallBack(mm, vma, from);
        }

        // e. A gap is about to be reported.
        if (T.ChecksGap && vma.Start > from && (!isSampled || await mm.Sequence.Retry()))
        {
            mm.Iterator.Set(from);
            if (await mm.Iterator.Next() != vma)
            {
                return await UnlockAndFallBack(mm, vma, from);
            }
        }

        return SeqItem.Of(vma);
    }

    private static Routine<VmaStartRead> StartRead(Mm mm, Vma vma) =>
        T.PinsForeignMm ? VmaReadLock.StartRead(mm, vma) : VmaReadLock.StartReadUnpinned(mm, vma);

    /// <summary>Takes RCU again where a failing vma_start_read has left it.</summary>
    private static async Routine Reenter()
    {
        if (T.PinsForeignMm)
        {
            await Rcu.ReadLock();
        }
    }

    private static async Routine<SeqItem> UnlockAndFallBack(Mm mm, Vma vma, int from)
    {
        await VmaReadLock.EndRead(vma);
        return await UnderMmapLock(mm, from);
    }

    /// <summary>f. The lookup under the mmap_lock, where nobody writes; the VMA's own lock outlives it.</summary>
    private static async Routine<SeqItem> UnderMmapLock(Mm mm, int from)
    {
        await Rcu.ReadUnlock();
        if (await mm.Lock.ReadKillable() != 0)
        {
            await Rcu.ReadLock();
            mm.Iterator.Set(from);
            return SeqItem.Failed(Errno.EINTR);
        }

        mm.Iterator.Set(from);
        var vma = mm.Iterator.NextLocked();
        var isLocked = vma.IsNone || await VmaReadLock.StartReadLocked(vma);
        await mm.Lock.ReadUnlock();
        await Rcu.ReadLock();
        if (T.ResetsIterator)
        {
            mm.Iterator.Set(vma.IsNone || !isLocked ? from : vma.End);
        }

        return isLocked || !T.NoticesFailedLock ? SeqItem.Of(vma) : SeqItem.Failed(Errno.EAGAIN);
    }
}
