using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>
/// mremap in its forms (protocols.md 3, W-mremap). Addresses are in pages; an error leaves the map as it was, unless it
/// is said otherwise.
/// </summary>
public static class Mremap
{
    /// <summary>A range gets shorter: munmap of its tail, with a downgrade.</summary>
    /// <param name="start">The first page of the old range.</param>
    /// <param name="end">One past its last page.</param>
    /// <param name="newEnd">One past the last page that stays.</param>
    /// <returns>0, -EINTR, -EFAULT if its first page is not mapped, or -ENOMEM.</returns>
    public static Routine<int> Shrink(int start, int end, int newEnd) => MemoryCalls.Unmap(newEnd, end, mapped: start);

    /// <summary>
    /// A range gets longer where it is: the VMA's end moves up, and it may absorb the next one (merge_extend).
    /// </summary>
    /// <param name="start">The first page of the old range.</param>
    /// <param name="end">One past its last page, which is where its VMA ends.</param>
    /// <param name="newEnd">One past its new last page.</param>
    /// <returns>
    /// 0, -EINTR, -EFAULT if the range is not one VMA's or may not grow, or -ENOMEM, for want of room too.
    /// </returns>
    public static async Routine<int> Grow(int start, int end, int newEnd)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var vma = VmaTree.Find(mm, start);
        var error = WhyNotMove(vma, start, end, isLonger: newEnd > end);
        if (error == 0)
        {
            var hasRoom = vma.Raw.End == end && !VmaTree.IsMapped(mm, end, newEnd);
            error = hasRoom && await VmaMerge.MergeNew(mm, end, newEnd, CopyOf(vma, end)) == MergeOutcome.Merged
                ? 0
                : Errno.ENOMEM;
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>
    /// MREMAP_MAYMOVE: the range moves into a gap, and may get longer on the way. In the kernel that happens only where
    /// it cannot grow in place, and the kernel chooses the gap.
    /// </summary>
    /// <param name="start">The first page of the old range.</param>
    /// <param name="end">One past its last page.</param>
    /// <param name="to">The first page of the new range.</param>
    /// <param name="toEnd">One past its last page; it is not shorter than the old range.</param>
    /// <returns>0, -EINTR, -EFAULT as <see cref="Grow"/>, or -ENOMEM, for want of room too.</returns>
    public static async Routine<int> Move(int start, int end, int to, int toEnd)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = WhyNotMove(VmaTree.Find(mm, start), start, end, isLonger: toEnd - to > end - start);
        if (error == 0)
        {
            error = VmaTree.IsMapped(mm, to, toEnd)
                ? Errno.ENOMEM
                : await MoveVma(mm, start, end, to, toEnd, dontUnmap: false);
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>
    /// MREMAP_FIXED, of a range that keeps its length: the destination is unmapped first, which leaves a hole that
    /// lockless readers can see; then as <see cref="Move"/>.
    /// </summary>
    /// <param name="start">The first page of the range.</param>
    /// <param name="end">One past its last page.</param>
    /// <param name="to">The first page of the destination.</param>
    /// <param name="dontUnmap">Whether the source stays mapped, without its pages (MREMAP_DONTUNMAP).</param>
    /// <returns>
    /// 0, -EINTR, -EINVAL if the two overlap or the source may not stay, -EFAULT if the range is not one VMA's, or
    /// -ENOMEM, after which the destination may be a real gap.
    /// </returns>
    public static async Routine<int> Fixed(int start, int end, int to, bool dontUnmap)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var toEnd = to + end - start;
        var vma = VmaTree.Find(mm, start);
        var error = WhyNotMove(vma, start, end, isLonger: false);
        if (error == 0 && ((start < toEnd && to < end) || (dontUnmap && IsSpecial(vma))))
        {
            error = Errno.EINVAL;
        }

        if (error == 0)
        {
            // 0. munmap of the destination, with the lock kept.
            error = await VmaUnmap.GatherClearFree(mm, to, toEnd);
        }

        if (error == 0)
        {
            error = await MoveVma(mm, start, end, to, toEnd, dontUnmap);
        }

        // 5. One commit.
        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>move_vma: 0, or -ENOMEM with nothing moved.</summary>
    private static async Routine<int> MoveVma(Mm mm, int start, int end, int to, int toEnd, bool dontUnmap)
    {
        // 1. The old VMA is write-locked.
        var vma = VmaTree.Find(mm, start);
        await VmaWriteLock.Start(vma);

        // 2. copy_vma: from here on both ranges are mapped.
        if (await VmaInsert.Put(mm, to, toEnd, Copied(vma, start, to)) != 0)
        {
            return Errno.ENOMEM;
        }

        // 3. The page tables.
        await WriterStep.Before(WriterCall.MovePageTables, start, end);
        if (dontUnmap)
        {
            Forget(VmaTree.Find(mm, start), start, end);
        }
        else
        {
            // 4. The source goes. If a split finds no memory it stays, empty, and the call has succeeded all the same.
            _ = await VmaUnmap.GatherClearFree(mm, start, end);
        }

        return 0;
    }

    /// <summary>unlink_anon_vmas: a VMA that has given all of its pages away needs no anon_vma any more.</summary>
    private static void Forget(Vma vma, int start, int end)
    {
        if (vma.Raw.Start == start && vma.Raw.End == end)
        {
            VmaTree.Touch(start, end);
            vma.Raw.Attributes.AnonVma = 0;
        }
    }

    /// <summary>-EFAULT if a range is not one VMA's, or is to get longer and may not.</summary>
    private static int WhyNotMove(Vma vma, int start, int end, bool isLonger) =>
        vma.IsNone || vma.Raw.Start > start || vma.Raw.End < end || (isLonger && IsSpecial(vma)) ? Errno.EFAULT : 0;

    private static bool IsSpecial(Vma vma) => (vma.Raw.Attributes.Traits & (byte)VmaTraits.Special) != 0;

    /// <summary>The attributes of a VMA for the pages from one on.</summary>
    private static VmaAttributes CopyOf(Vma vma, int page)
    {
        var attributes = vma.Raw.Attributes;
        attributes.Pgoff += page - vma.Raw.Start;
        return attributes;
    }

    /// <summary>
    /// The attributes at the destination: anonymous memory that was never touched gets the offset of its new place.
    /// </summary>
    private static VmaAttributes Copied(Vma vma, int start, int to)
    {
        const byte Shared = 8;
        var attributes = CopyOf(vma, start);
        var isAnonymous = !KernelModel.Current.Names.IsFile(attributes.Backing) && (attributes.Prot & Shared) == 0;
        if (isAnonymous && attributes.AnonVma == 0)
        {
            attributes.Pgoff = to;
        }

        return attributes;
    }
}
