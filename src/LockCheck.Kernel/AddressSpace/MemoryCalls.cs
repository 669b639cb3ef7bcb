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
    public static async Routine<int> Munmap(int start, int end)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var isMapped = IsMapped(mm, start, end);
        var error = isMapped ? await VmaUnmap.Gather(mm, start, end) : 0;
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

    /// <summary>
    /// W-mmap of anonymous memory into a gap, and W-brk's growth: a neighbour grows, or a new VMA is inserted. The
    /// address is meant, as with MAP_FIXED_NOREPLACE.
    /// </summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="prot">The protection: read 1, write 2, exec 4.</param>
    /// <returns>0, -EINTR, -EEXIST if part of the range is mapped, or -ENOMEM; on an error nothing changed.</returns>
    public static async Routine<int> Mmap(int start, int end, byte prot)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = IsMapped(mm, start, end) ? Errno.EEXIST : await VmaInsert.Anonymous(mm, start, end, prot);
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
    public static async Routine<int> MapFixedNew(int start, int end, byte prot)
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
            error = await VmaInsert.Anonymous(mm, start, end, prot);
            if (error != 0)
            {
                await VmaUnmap.Clear(mm, start, end);
            }

            await VmaUnmap.Free(mm, start, end);
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>W-mapfixed-old (up to v6.11): a full munmap of the range, and then W-mmap into the hole.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="prot">The protection: read 1, write 2, exec 4.</param>
    /// <returns>0, -EINTR, or -ENOMEM; a failure after the munmap leaves a real gap.</returns>
    public static async Routine<int> MapFixedOld(int start, int end, byte prot)
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
            error = await VmaInsert.Anonymous(mm, start, end, prot);
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    private static bool IsMapped(Mm mm, int start, int end)
    {
        var first = VmaTree.Find(mm, start);
        return !first.IsNone && first.Raw.Start < end;
    }

    private static bool IsNew(Vma vma, byte prot) => (vma.Raw.Attributes.Prot & 7) != prot;
}
