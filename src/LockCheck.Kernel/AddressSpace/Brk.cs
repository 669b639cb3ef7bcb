namespace LockCheck.Kernel;

/// <summary>
/// brk (protocols.md 3, W-brk). <c>mm->brk</c> itself is not modelled: of what readers report, only the name [heap]
/// depends on it, and a layout's names do not change. Addresses are in pages.
/// </summary>
public static class Brk
{
    /// <summary>
    /// The heap grows: its VMA's end moves up, never over the next one (expand-only), or a VMA is made.
    /// </summary>
    /// <param name="end">One past the heap's last page.</param>
    /// <param name="newEnd">One past its new last page.</param>
    /// <param name="prot">The heap's protection: read 1, write 2, exec 4.</param>
    /// <returns>0, -EINTR, or -ENOMEM, for want of room too; a page is to be left to the next VMA.</returns>
    public static Routine<int> Grow(int end, int newEnd, byte prot) => Grow(end, newEnd, VmaInsert.Fresh(end, prot));

    /// <summary>The same, of a heap with other attributes.</summary>
    /// <param name="end">One past the heap's last page.</param>
    /// <param name="newEnd">One past its new last page.</param>
    /// <param name="attributes">Those of the new pages.</param>
    /// <returns>0, -EINTR, or -ENOMEM, for want of room too.</returns>
    public static async Routine<int> Grow(int end, int newEnd, VmaAttributes attributes)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = VmaTree.IsMapped(mm, end, newEnd + 1)
            ? Errno.ENOMEM
            : await VmaInsert.Put(mm, end, newEnd, attributes, expandOnly: true);
        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>The heap begins: a VMA of its own, whatever lies below it.</summary>
    /// <param name="start">Its first page.</param>
    /// <param name="end">One past its last page.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>0, -EINTR, or -ENOMEM, for want of room too; a page is to be left to the next VMA.</returns>
    public static async Routine<int> Begin(int start, int end, VmaAttributes attributes)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = Errno.ENOMEM;
        if (!VmaTree.IsMapped(mm, start, end + 1))
        {
            var made = await VmaInsert.New(mm, start, end, attributes, isLocked: true);
            error = made.IsNone ? Errno.ENOMEM : 0;
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>The heap shrinks: mm->brk first, and then munmap with a downgrade.</summary>
    /// <param name="newEnd">One past its new last page.</param>
    /// <param name="end">One past the heap's last page.</param>
    /// <returns>0, -EINTR, or -ENOMEM with nothing changed.</returns>
    public static Routine<int> Shrink(int newEnd, int end) => MemoryCalls.Munmap(newEnd, end);
}
