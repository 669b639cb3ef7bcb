namespace LockCheck.Kernel;

/// <summary>
/// Another process, which takes VMA objects from the same slab (protocols.md 3, W-foreign). Its tree is not modelled,
/// because nobody looks into it; its VMAs are the objects that say so. Addresses are in pages of its own.
/// </summary>
/// <remarks>
/// It has one thread, which a writer of the scenario plays. After its exit its calls return -ESRCH.
/// </remarks>
public static class ForeignProcess
{
    /// <summary>mmap: the object freed last becomes a VMA of this process.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="prot">The protection: read 1, write 2, exec 4.</param>
    /// <returns>0, -ESRCH, -EINTR, -EEXIST if part of the range is mapped, or -ENOMEM.</returns>
    public static async Routine<int> Mmap(int start, int end, byte prot)
    {
        var mm = Mm.Foreign;
        if (mm.Raw.Users == 0)
        {
            return Errno.ESRCH;
        }

        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = !Mapped(start, end).IsNone ? Errno.EEXIST
            : KernelModel.Current.Strikes(Faults.NoMem, "vm_area_alloc fails") ? Errno.ENOMEM : 0;
        if (error == 0)
        {
            // Allocated, with a count of 0; then the range is written; then attached.
            var made = VmaSlab.Allocate(mm);
            await WriterStep.Before(WriterCall.Fill, start, end, mm);
            VmaInsert.Fill(made, start, end, VmaInsert.Fresh(start, prot));
            await VmaWriteLock.Attach(made);
        }

        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>munmap of whole VMAs, with a downgrade: waits for whoever has a reference to one of them.</summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <returns>0, -ESRCH, or -EINTR.</returns>
    public static async Routine<int> Munmap(int start, int end)
    {
        var mm = Mm.Foreign;
        if (mm.Raw.Users == 0)
        {
            return Errno.ESRCH;
        }

        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        for (var vma = Mapped(start, end); !vma.IsNone; vma = Mapped(start, end))
        {
            await VmaWriteLock.Start(vma);
            await VmaWriteLock.MarkDetached(vma);
        }

        await mm.Lock.Downgrade();
        await WriterStep.Before(WriterCall.FreeVmas, start, end, mm);
        VmaUnmap.FreeDetached(mm, start, end);
        await mm.Lock.ReadUnlock();
        return 0;
    }

    /// <summary>The process exits: mmput, exit_mmap, and mmdrop, which frees the mm_struct.</summary>
    /// <returns>0, or -ESRCH if it has exited before.</returns>
    public static async Routine<int> Exit()
    {
        var mm = Mm.Foreign;
        if (mm.Raw.Users == 0)
        {
            return Errno.ESRCH;
        }

        if (await Operation.Issue<MmPutUser, bool>(new MmPutUser(mm, owned: false)))
        {
            // exit_mmap: each VMA is write-locked for its page tables to go, detached and freed.
            await mm.Lock.Write();
            for (var vma = Mapped(0, ushort.MaxValue); !vma.IsNone; vma = Mapped(0, ushort.MaxValue))
            {
                await VmaWriteLock.Start(vma);
                await VmaWriteLock.MarkDetached(vma);
                VmaSlab.Free(vma);
            }

            await mm.Lock.WriteUnlock();
            await Operation.Issue(new MmDrop(mm, owned: false));
        }

        return 0;
    }

    /// <summary>A VMA of the process that lies in a range, in part or as a whole, or none.</summary>
    private static Vma Mapped(int start, int end)
    {
        var slab = KernelModel.Current.Slab;
        for (var index = 0; index < slab.Count; index++)
        {
            ref var area = ref slab[index];
            if (area.State == VmaState.Attached && area.Mm == Mm.Foreign && area.Start < end && start < area.End)
            {
                return new Vma((ushort)(index + 1));
            }
        }

        return Vma.None;
    }
}
