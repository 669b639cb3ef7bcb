using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>
/// A page fault below a VMA that grows down (protocols.md 3, W-stack-new and W-stack-old). Addresses are in pages.
/// </summary>
public static class StackGrowth
{
    /// <summary>stack_guard_gap: 256 pages in the kernel, scaled down.</summary>
    public const int GuardPages = 1;

    /// <summary>v6.5 and later: the VMA grows under the mmap_lock for write.</summary>
    /// <param name="page">The page that is touched.</param>
    /// <returns>0; -EINTR; or -EFAULT if nothing grows down to there, which is a SIGSEGV.</returns>
    public static async Routine<int> Fault(int page)
    {
        var mm = Mm.First;
        if (await mm.Lock.ReadKillable() != 0)
        {
            return Errno.EINTR;
        }

        var vma = VmaTree.Find(mm, page);
        if (WhatIs(vma, page) == FaultKind.Growth)
        {
            // The lock for read cannot become one for write: drop it, and look again.
            await mm.Lock.ReadUnlock();
            if (await mm.Lock.WriteKillable() != 0)
            {
                return Errno.EINTR;
            }

            vma = VmaTree.Find(mm, page);
            var isMapped = WhatIs(vma, page) == FaultKind.Mapped;
            if (!isMapped && (WhatIs(vma, page) != FaultKind.Growth || await Expand(mm, vma, page) != 0))
            {
                await mm.Lock.WriteUnlock();
                return Errno.EFAULT;
            }

            await mm.Lock.Downgrade();
        }
        else if (WhatIs(vma, page) == FaultKind.Nothing)
        {
            await mm.Lock.ReadUnlock();
            return Errno.EFAULT;
        }

        await PageTables.Fault(page);
        await mm.Lock.ReadUnlock();
        return 0;
    }

    /// <summary>
    /// Up to v6.4: the VMA grows under the mmap_lock for read, beside other readers; from v6.1 on by a store into the
    /// tree, whose old node is freed by RCU.
    /// </summary>
    /// <remarks>
    /// The start and the tree change in one step. A reader under the mmap_lock that came between them would report the
    /// new start, as it does one step later.
    /// </remarks>
    /// <param name="page">The page that is touched.</param>
    /// <returns>0; -EINTR; or -EFAULT if nothing grows down to there, which is a SIGSEGV.</returns>
    public static async Routine<int> FaultOld(int page)
    {
        var mm = Mm.First;
        if (await mm.Lock.ReadKillable() != 0)
        {
            return Errno.EINTR;
        }

        var vma = VmaTree.Find(mm, page);
        if (WhatIs(vma, page) == FaultKind.Nothing || (WhatIs(vma, page) == FaultKind.Growth && !HasRoom(mm, page)))
        {
            await mm.Lock.ReadUnlock();
            return Errno.EFAULT;
        }

        if (WhatIs(vma, page) == FaultKind.Growth)
        {
            await AnonVmaLock.Lock();

            // Another fault may have grown it meanwhile.
            if (page < vma.Raw.Start)
            {
                await WriterStep.Before(WriterCall.SetRange, page, vma.Raw.End);
                MoveStart(vma, page);
                TreeStore.StoreAll(mm, page, vma.Raw.End, vma);
            }

            await AnonVmaLock.Unlock();
        }

        await PageTables.Fault(page);
        await mm.Lock.ReadUnlock();
        return 0;
    }

    /// <summary>expand_downwards under the lock for write.</summary>
    private static async Routine<int> Expand(Mm mm, Vma vma, int page)
    {
        if (!HasRoom(mm, page) || KernelModel.Current.Strikes(Faults.NoMem, "vma_iter_prealloc fails"))
        {
            return Errno.ENOMEM;
        }

        await VmaWriteLock.Start(vma);
        await WriterStep.Before(WriterCall.SetRange, page, vma.Raw.End);
        MoveStart(vma, page);
        await TreeStore.Store(mm, page, vma.Raw.End, vma);
        return 0;
    }

    private static void MoveStart(Vma vma, int page)
    {
        VmaTree.Touch(page, vma.Raw.End);
        vma.Raw.Attributes.Pgoff -= vma.Raw.Start - page;
        vma.Raw.Start = (ushort)page;
    }

    /// <summary>The guard gap, which neither another stack below asks for nor memory that nobody can touch.</summary>
    private static bool HasRoom(Mm mm, int page)
    {
        var below = VmaTree.FindBefore(mm, page);
        return below.IsNone
            || (below.Raw.Attributes.Traits & (byte)VmaTraits.GrowsDown) != 0
            || (below.Raw.Attributes.Prot & 7) == 0
            || page - below.Raw.End >= GuardPages;
    }

    private static FaultKind WhatIs(Vma vma, int page)
    {
        if (vma.IsNone)
        {
            return FaultKind.Nothing;
        }

        if (vma.Raw.Start <= page)
        {
            return FaultKind.Mapped;
        }

        return (vma.Raw.Attributes.Traits & (byte)VmaTraits.GrowsDown) != 0 ? FaultKind.Growth : FaultKind.Nothing;
    }

    private enum FaultKind : byte
    {
        Nothing,
        Mapped,
        Growth,
    }
}
