namespace LockCheck.Kernel;

/// <summary>
/// The system calls that change a memory map, from taking the mmap_lock to the commit (protocols.md 3). Addresses are
/// in pages; each returns 0 or an error, as the kernel does.
/// </summary>
public static class MemoryCalls
{
    /// <summary>W-mprotect over a range of one or more whole or partial VMAs: one commit for the whole call.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="prot">The new protection: read 1, write 2, exec 4.</param>
    /// <returns>0, -EINTR with nothing changed, or -ENOMEM with earlier VMAs of the range changed.</returns>
    public static async Routine<int> Mprotect(int start, int end, byte prot)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = 0;
        while (start < end && error == 0)
        {
            var vma = VmaTree.Find(mm, start);
            if (vma.IsNone || vma.Raw.Start > start)
            {
                // A hole ends the call; what came before it stays changed.
                error = Errno.ENOMEM;
                break;
            }

            int last = Math.Min(end, vma.Raw.End);
            if (IsNew(vma, prot))
            {
                error = await VmaModify.Protect(mm, vma, start, last, prot);
            }

            start = last;
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>W-munmap: gather, clear, downgrade (the commit), free.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <returns>0, -EINTR or -ENOMEM with the mapped pages unchanged.</returns>
    public static Routine<int> Munmap(int start, int end) => Unmap(start, end, mapped: -1);

    /// <summary>
    /// W-mmap of anonymous memory into a gap, and W-brk's growth: a neighbour grows, or a new VMA is inserted. The
    /// address is meant, as with MAP_FIXED_NOREPLACE.
    /// </summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="prot">The protection: read 1, write 2, exec 4.</param>
    /// <returns>0, -EINTR, -EEXIST if part of the range is mapped, or -ENOMEM; on an error nothing changed.</returns>
    public static Routine<int> Mmap(int start, int end, byte prot) =>
        Mmap(start, end, VmaInsert.Fresh(start, prot));

    /// <summary>The same, of a file or of memory with other attributes.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="attributes">What is mapped there.</param>
    /// <returns>0, -EINTR, -EEXIST if part of the range is mapped, or -ENOMEM; on an error nothing changed.</returns>
    public static async Routine<int> Mmap(int start, int end, VmaAttributes attributes)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = VmaTree.IsMapped(mm, start, end) ? Errno.EEXIST : await VmaInsert.Put(mm, start, end, attributes);
        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>
    /// W-mmap of memory that merges with nothing, to the end of its step 3: the flags and page protection are written
    /// once more when the VMA is in the tree, before the commit.
    /// </summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="prot">The protection in the end: read 1, write 2, exec 4.</param>
    /// <param name="isLocked">Whether the VMA is locked when it is stored: not before v6.4.3 (5, number 41).</param>
    /// <returns>0, -EINTR, -EEXIST if part of the range is mapped, or -ENOMEM; on an error nothing changed.</returns>
    public static async Routine<int> MmapThenFlags(int start, int end, byte prot, bool isLocked)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = VmaTree.IsMapped(mm, start, end) ? Errno.EEXIST : 0;
        if (error == 0)
        {
            var made = await VmaInsert.New(mm, start, end, VmaInsert.Fresh(start, prot: 0), isLocked);
            if (made.IsNone)
            {
                error = Errno.ENOMEM;
            }
            else
            {
                await VmaModify.WriteProt(made, prot);
            }
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>
    /// W-mapfixed-new (v6.12 and later): one tree store overwrites the range, so there is never a hole.
    /// </summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="prot">The protection: read 1, write 2, exec 4.</param>
    /// <returns>0, -EINTR, or -ENOMEM; a failure after the old mapping was torn down leaves a real gap.</returns>
    public static Routine<int> MapFixedNew(int start, int end, byte prot) =>
        MapFixedNew(start, end, VmaInsert.Fresh(start, prot));

    /// <summary>The same, of a file or of memory with other attributes.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="attributes">What is mapped there.</param>
    /// <returns>0, -EINTR, or -ENOMEM; a failure after the old mapping was torn down leaves a real gap.</returns>
    public static async Routine<int> MapFixedNew(int start, int end, VmaAttributes attributes)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        // 1 and 2. Split at the edges, detach what is overlapped; it stays in the tree.
        var error = await VmaUnmap.Gather(mm, start, end);
        if (error == 0)
        {
            // 3 and 4. The new mapping replaces the old entries; then the old objects are freed.
            error = await VmaInsert.Put(mm, start, end, attributes);
            if (error != 0)
            {
                await VmaUnmap.Clear(mm, start, end);
            }

            await VmaUnmap.Free(mm, start, end);
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>
    /// W-mapfixed-new of a file whose driver says no when the old mapping is torn down already: the range becomes a
    /// real gap (protocols.md 5, number 53).
    /// </summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <returns>-EINTR, or -ENOMEM with the range unmapped or, for want of memory before that, as it was.</returns>
    public static async Routine<int> MapFixedNewFailing(int start, int end)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        if (await VmaUnmap.Gather(mm, start, end) == 0)
        {
            await WriterStep.Before(WriterCall.FailHook, start, end);
            await VmaUnmap.Clear(mm, start, end);
            await VmaUnmap.Free(mm, start, end);
        }

        await mm.Lock.WriteUnlock();
        return Errno.ENOMEM;
    }

    /// <summary>A call that locks the mmap_lock for write and changes nothing that a reader reports (W-any).</summary>
    /// <returns>0, or -EINTR.</returns>
    public static async Routine<int> Unrelated()
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        await mm.Lock.WriteUnlock();
        return 0;
    }

    /// <summary>W-mapfixed-old (up to v6.11): a full munmap of the range, and then W-mmap into the hole.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="prot">The protection: read 1, write 2, exec 4.</param>
    /// <returns>0, -EINTR, or -ENOMEM; a failure after the munmap leaves a real gap.</returns>
    public static Routine<int> MapFixedOld(int start, int end, byte prot) =>
        MapFixedOld(start, end, VmaInsert.Fresh(start, prot));

    /// <summary>The same, of a file or of memory with other attributes.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="attributes">What is mapped there.</param>
    /// <returns>0, -EINTR, or -ENOMEM; a failure after the munmap leaves a real gap.</returns>
    public static async Routine<int> MapFixedOld(int start, int end, VmaAttributes attributes)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = await VmaUnmap.Gather(mm, start, end);
        if (error == 0)
        {
            await VmaUnmap.Clear(mm, start, end);
            await VmaUnmap.Free(mm, start, end);
            error = await VmaInsert.Put(mm, start, end, attributes);
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>munmap, for a caller that may need a page to be mapped: -EFAULT if it is not.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="mapped">The page, or -1.</param>
    internal static async Routine<int> Unmap(int start, int end, int mapped)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var isMapped = VmaTree.IsMapped(mm, start, end);
        var error = mapped >= 0 && !VmaTree.IsMapped(mm, mapped, mapped + 1) ? Errno.EFAULT
            : isMapped ? await VmaUnmap.Gather(mm, start, end) : 0;
        if (error != 0 || !isMapped)
        {
            await mm.Lock.WriteUnlock();
            return error;
        }

        await VmaUnmap.Clear(mm, start, end);
        await mm.Lock.Downgrade();
        await VmaUnmap.Free(mm, start, end);
        await mm.Lock.ReadUnlock();
        return 0;
    }

    private static bool IsNew(Vma vma, byte prot) => (vma.Raw.Attributes.Prot & 7) != prot;
}
