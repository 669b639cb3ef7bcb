namespace LockCheck.Kernel;

/// <summary>What a try to lock a VMA for read came to.</summary>
public enum VmaStartRead : byte
{
    /// <summary>NULL: write-locked, or about to be, or the VMA of another mm.</summary>
    Busy,

    /// <summary>-EAGAIN: detached, or free.</summary>
    Detached,

    /// <summary>Held for read: it can be neither changed nor detached until it is released.</summary>
    Locked,
}

/// <summary>The read side of a VMA's own lock: vma_start_read, vma_end_read (protocols.md 1.3).</summary>
public static class VmaReadLock
{
    /// <summary>
    /// vma_start_read of v6.17 and later (after 9bbffee67ffd), and that of era B. Inside an RCU read section; a failure
    /// leaves the section, as the callers of era C expect.
    /// </summary>
    /// <param name="mm">The address space.</param>
    /// <param name="vma">What a lookup found; it may have been freed since, and in era C reused.</param>
    /// <returns>Whether it is held now.</returns>
    public static async Routine<VmaStartRead> StartRead(Mm mm, Vma vma)
    {
        var got = await Try(mm, vma, pinsForeignMm: true);
        if (got != VmaStartRead.Locked)
        {
            await Rcu.ReadUnlock();
        }

        return got;
    }

    /// <summary>
    /// vma_start_read before 9bbffee67ffd: a failure stays in the RCU read section, and the mm of a reused object is
    /// not pinned while its lock is released.
    /// </summary>
    /// <param name="mm">The address space.</param>
    /// <param name="vma">What a lookup found.</param>
    /// <returns>Whether it is held now.</returns>
    public static Routine<VmaStartRead> StartReadUnpinned(Mm mm, Vma vma) => Try(mm, vma, pinsForeignMm: false);

    /// <summary>
    /// vma_start_read_locked: under the mmap_lock, held for read. It fails only when the counter is at its limit.
    /// </summary>
    /// <param name="vma">A VMA of the tree.</param>
    /// <returns>Whether it is held now; a caller turns false into -EAGAIN.</returns>
    public static Pending<bool> StartReadLocked(Vma vma) =>
        Operation.Issue<VmaRefGetLocked, bool>(new VmaRefGetLocked(vma));

    /// <summary>vma_end_read: the last reader wakes the writer that waits, through the VMA's mm.</summary>
    /// <param name="vma">A VMA that the running thread holds for read.</param>
    /// <returns>The routine.</returns>
    public static async Routine EndRead(Vma vma)
    {
        var mm = vma.IsNone ? Mm.None : vma.RawMm;
        if (await Operation.Issue<VmaRefPut, bool>(new VmaRefPut(vma)))
        {
            await Operation.Issue(new VmaWakeWriter(mm));
        }
    }

    private static async Routine<VmaStartRead> Try(Mm mm, Vma vma, bool pinsForeignMm)
    {
        // 1. R{v.lseq}, R{mm.seq}: an advisory check.
        await Operation.Issue<VmaLockSeqRead, bool>(new VmaLockSeqRead(mm, vma, VmaLockSeqCheck.ReadVma));
        if (await Operation.Issue<VmaLockSeqRead, bool>(new VmaLockSeqRead(mm, vma, VmaLockSeqCheck.Compare)))
        {
            return VmaStartRead.Busy;
        }

        // 2. RMW{v.ref}: not if it is zero, and not if a writer keeps readers out.
        var got = await Operation.Issue<VmaRefGet, VmaStartRead>(new VmaRefGet(vma));
        if (got != VmaStartRead.Locked)
        {
            return got;
        }

        // 3. Reused by another mm: v.mm cannot change while the reference is held, but that mm can go with it.
        if (vma.RawMm != mm)
        {
            var other = vma.RawMm;
            if (pinsForeignMm)
            {
                await other.Grab();
            }

            await EndRead(vma);
            if (pinsForeignMm)
            {
                await other.Drop();
            }

            return VmaStartRead.Busy;
        }

        // 4. A load-acquire of mm.seq against v.lseq, which a held reference keeps still.
        if (await Operation.Issue<VmaLockSeqRead, bool>(new VmaLockSeqRead(mm, vma, VmaLockSeqCheck.UnderReference)))
        {
            await EndRead(vma);
            return VmaStartRead.Busy;
        }

        return VmaStartRead.Locked;
    }
}
