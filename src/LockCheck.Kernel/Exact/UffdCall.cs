namespace LockCheck.Kernel.Exact;

/// <summary>
/// UFFDIO_REGISTER and UFFDIO_UNREGISTER of one mode (fs/userfaultfd.c, mm/userfaultfd.c, 6.18). Addresses are
/// in bytes.
/// </summary>
internal static class UffdCall
{
    /// <summary>0, or an error with nothing changed.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="address">Where it starts.</param>
    /// <param name="length">The length in bytes.</param>
    /// <param name="context">The userfaultfd's identity.</param>
    /// <param name="mode">VM_UFFD flags to register for, or none to unregister.</param>
    public static int Set(ExactSpace space, ulong address, ulong length, int context, VmFlags mode)
    {
        if (ExactSpace.IsUnaligned(address) || length == 0 || ExactSpace.IsUnaligned(length) ||
            !ExactSpace.TryRange(address, length, out var start, out var end))
        {
            return Errno.EINVAL;
        }

        var first = space.Vmas.Find(start);
        if (first is null || first.Start >= end)
        {
            return Errno.EINVAL;
        }

        var error = WhyNot(first, end, context, mode);
        if (error != 0)
        {
            return error;
        }

        for (var vma = first; vma is not null && vma.Start < end; vma = vma.Next)
        {
            var isDone = mode == 0 ? vma.Uffd == 0 : vma.Uffd == context && (vma.Flags & mode) == mode;
            if (isDone)
            {
                continue;
            }

            var (changed, failed) = VmaEdit.Modify(
                space,
                vma,
                Math.Max(start, vma.Start),
                Math.Min(end, vma.End),
                VmaChange.Of(vma) with
                {
                    Flags = (vma.Flags & ~VmFlags.Uffd) | mode,
                    Uffd = mode == 0 ? 0 : context,
                });
            if (failed != 0)
            {
                return failed;
            }

            vma = changed;
        }

        return 0;
    }

    private static int WhyNot(ExactVma first, long end, int context, VmFlags mode)
    {
        for (var vma = first; vma is not null && vma.Start < end; vma = vma.Next)
        {
            if ((vma.Flags & VmFlags.Droppable) != 0 || (vma.File is { IsShmem: false }))
            {
                return Errno.EINVAL;
            }

            if (mode == 0)
            {
                continue;
            }

            if ((vma.Flags & VmFlags.MayWrite) == 0)
            {
                return Errno.EPERM;
            }

            if (vma.Uffd != 0 && vma.Uffd != context)
            {
                return Errno.EBUSY;
            }
        }

        return 0;
    }
}
