namespace LockCheck.Kernel.Exact;

/// <summary>mlock, mlock2, munlock (mm/mlock.c, 6.18). Addresses are in bytes.</summary>
internal static class LockCall
{
    /// <summary>apply_vma_lock_flags, and the population that follows.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="address">Where it starts; it need not be aligned.</param>
    /// <param name="length">The length in bytes.</param>
    /// <param name="flags">VM_LOCKED, with VM_LOCKONFAULT; or none to unlock.</param>
    public static int Lock(ExactSpace space, ulong address, ulong length, VmFlags flags)
    {
        var inPage = address & (ExactSpace.PageBytes - 1);
        address -= inPage;
        length += inPage;
        if (length == 0)
        {
            return 0;
        }

        if (!ExactSpace.TryRange(address, length, out var start, out var end))
        {
            return Errno.EINVAL;
        }

        var error = Apply(space, start, end, flags);
        if (error == 0 && flags != 0)
        {
            // __mlock_posix_error_return: what cannot be faulted in is memory that is not there.
            error = PageTouch.PopulateLocked(space, start, end, tryAll: false) == 0 ? 0 : Errno.ENOMEM;
        }

        return error;
    }

    private static int Apply(ExactSpace space, long start, long end, VmFlags flags)
    {
        var vma = space.Vmas.Find(start);
        if (vma is null || vma.Start > start || space.IsRefusedWhole(start, end))
        {
            return Errno.ENOMEM;
        }

        while (true)
        {
            var wanted = (vma.Flags & ~VmFlags.LockedMask) | flags;
            if (wanted != vma.Flags && (vma.Flags & (VmFlags.Special | VmFlags.HugeTlb | VmFlags.Droppable)) == 0)
            {
                var (changed, error) = VmaEdit.Modify(
                    space, vma, start, Math.Min(end, vma.End), VmaChange.Of(vma) with { Flags = wanted });
                if (error != 0)
                {
                    return error;
                }

                vma = changed;
            }

            start = vma.End;
            if (start >= end)
            {
                return 0;
            }

            vma = vma.Next;
            if (vma is null || vma.Start != start)
            {
                return Errno.ENOMEM;
            }
        }
    }
}
