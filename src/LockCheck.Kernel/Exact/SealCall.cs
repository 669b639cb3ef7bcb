namespace LockCheck.Kernel.Exact;

/// <summary>mseal (mm/mseal.c, 6.18). Addresses are in bytes.</summary>
internal static class SealCall
{
    /// <summary>0, -EINVAL, or -ENOMEM at a hole, with nothing sealed.</summary>
    public static int Seal(ExactSpace space, ulong address, ulong length)
    {
        if (ExactSpace.IsUnaligned(address))
        {
            return Errno.EINVAL;
        }

        if (length == 0)
        {
            return 0;
        }

        if (!ExactSpace.TryRange(address, length, out var start, out var end))
        {
            return Errno.EINVAL;
        }

        if (space.HasHole(start, end))
        {
            return Errno.ENOMEM;
        }

        while (start < end)
        {
            var vma = space.Vmas.Find(start)!;
            if (!vma.IsSealed)
            {
                var (changed, error) = VmaEdit.Modify(
                    space,
                    vma,
                    start,
                    Math.Min(end, vma.End),
                    VmaChange.Of(vma) with { Flags = vma.Flags | VmFlags.Sealed });
                if (error != 0)
                {
                    return error;
                }

                vma = changed;
            }

            start = vma.End;
        }

        return 0;
    }
}
