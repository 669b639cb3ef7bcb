namespace LockCheck.Kernel.Exact;

/// <summary>mbind without migration (mm/mempolicy.c, 6.18). Addresses are in bytes.</summary>
internal static class PolicyCall
{
    /// <summary>
    /// 0, -EINVAL, or -EFAULT: a hole is one for a policy other than the default, and nothing mapped for that too.
    /// </summary>
    /// <param name="space">The address space.</param>
    /// <param name="address">Where it starts.</param>
    /// <param name="length">The length in bytes.</param>
    /// <param name="policy">The policy's identity, 0 for that of the task.</param>
    public static int Bind(ExactSpace space, ulong address, ulong length, int policy)
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

        var vma = space.Vmas.Find(start);
        if (vma is null || vma.Start >= end || (policy != 0 && space.HasHole(start, end)))
        {
            return Errno.EFAULT;
        }

        while (vma is not null && vma.Start < end)
        {
            if (vma.Policy != policy)
            {
                var (changed, error) = VmaEdit.Modify(
                    space,
                    vma,
                    Math.Max(start, vma.Start),
                    Math.Min(end, vma.End),
                    VmaChange.Of(vma) with { Policy = policy });
                if (error != 0)
                {
                    return error;
                }

                vma = changed;
            }

            vma = vma.Next;
        }

        return 0;
    }
}
