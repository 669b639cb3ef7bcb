using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Exact;

/// <summary>do_mprotect_pkey and mprotect_fixup (mm/mprotect.c, 6.18). Addresses are in bytes.</summary>
internal static class ProtectCall
{
    /// <summary>The four bits of a protection key (VM_PKEY_BIT0 to VM_PKEY_BIT3).</summary>
    private const VmFlags Pkey = (VmFlags)(0xful << 32);

    /// <summary>0, or an error; what came before it stays changed.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="address">Where it starts.</param>
    /// <param name="length">The length in bytes.</param>
    /// <param name="prot">The protection.</param>
    /// <param name="pkey">The protection key of pkey_mprotect; -1 leaves it.</param>
    public static int Protect(ExactSpace space, ulong address, ulong length, Prot prot, int pkey = -1)
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
            return Errno.ENOMEM;
        }

        var vma = space.Vmas.Find(start);
        if (vma is null || vma.Start > start || space.IsRefusedWhole(start, end))
        {
            return Errno.ENOMEM;
        }

        while (true)
        {
            var flags = (vma.Flags & ~VmFlags.Access) | ((VmFlags)prot & VmFlags.Access);
            if ((flags & ~(VmFlags)((ulong)flags >> 4) & VmFlags.Access) != 0)
            {
                return Errno.EACCES;
            }

            var (changed, error) = Fixup(space, vma, start, Math.Min(end, vma.End), flags);
            if (error != 0)
            {
                return error;
            }

            // What a merge has made longer needs no second look.
            start = changed.End;
            if (start >= end)
            {
                return 0;
            }

            vma = changed.Next;
            if (vma is null || vma.Start != start)
            {
                return Errno.ENOMEM;
            }
        }
    }

    private static (ExactVma Vma, int Error) Fixup(ExactSpace space, ExactVma vma, long start, long end, VmFlags flags)
    {
        var old = vma.Flags;
        if (vma.IsSealed && space.Rules.Has(ExactRule.Seals))
        {
            return (vma, Errno.EPERM);
        }

        if (flags == old)
        {
            return (vma, 0);
        }

        if (space.Rules.Has(ExactRule.AccountFollowsProtection))
        {
            const VmFlags Charged = VmFlags.Account | VmFlags.Write | VmFlags.HugeTlb | VmFlags.Shared |
                VmFlags.NoReserve;
            if ((flags & VmFlags.Write) != 0)
            {
                flags |= (old & Charged) == 0 ? VmFlags.Account : 0;
            }
            else if (vma.IsAnonymous && vma.Anon is null)
            {
                flags &= ~VmFlags.Account;
            }
        }

        var result = VmaEdit.Modify(space, vma, start, end, VmaChange.Of(vma) with { Flags = flags });
        const VmFlags Locked = VmFlags.Write | VmFlags.Shared | VmFlags.Locked;
        if (result.Error == 0 && (old & Locked) == VmFlags.Locked && (flags & VmFlags.Write) != 0)
        {
            // Copies are made now rather than at the first write.
            _ = PageTouch.PopulateOne(space, result.Vma, start, end);
        }

        return result;
    }
}
