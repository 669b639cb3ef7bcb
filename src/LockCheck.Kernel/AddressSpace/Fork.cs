namespace LockCheck.Kernel;

/// <summary>
/// fork in the parent, which is the target: dup_mmap and the copy_page_range below it (protocols.md 3, W-fork).
/// </summary>
/// <remarks>
/// The child is not modelled. Nobody sees it before it is published: so neither its lock, which is taken while the
/// parent's is held, nor its tree, nor its VMA objects, which come from the slab and go to nobody else, can make a
/// difference to anybody. That another mm gets an object which the target has freed is
/// <see cref="ForeignProcess"/>'s.
/// <para>
/// What the parent's other threads can see are the page tables: copy_page_range write-protects the parent's entries,
/// one page table at a time, and the TLBs are flushed once, at the end [M]. A fault that runs on the VMA meanwhile sees
/// entries that other CPUs do not go by: that is the data corruption of protocols.md 5, number 42. Each such step
/// raises <see cref="KernelEvents.PagesTouched"/>; the memory map, and with it everything that a reader reports, stays
/// as it is. All VMAs are taken for such that are copied, with their page tables.
/// </para>
/// </remarks>
public static class Fork
{
    /// <summary>dup_mmap.</summary>
    /// <param name="locksVmas">
    /// Whether each VMA of the parent is write-locked before it is copied: from v6.4.3 on (fb49c455323f). In era A
    /// there is nothing to lock.
    /// </param>
    /// <returns>0, -EINTR, or -ENOMEM; the parent's memory map is unchanged in any case.</returns>
    public static async Routine<int> DupMmap(bool locksVmas)
    {
        var mm = Mm.First;
        if (await mm.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = 0;
        var copied = 0;
        for (var position = 0; position < mm.TreeCount && error == 0; position++)
        {
            if (locksVmas && KernelModel.Current.Settings.Era != VmaLockEra.A)
            {
                await VmaWriteLock.Start(VmaTree.At(mm, position).Vma);
            }

            if (KernelModel.Current.Strikes(Faults.NoMem, "vm_area_dup fails"))
            {
                error = Errno.ENOMEM;
            }
            else
            {
                await CopyPageRange(VmaTree.At(mm, position));
                copied = VmaTree.At(mm, position).End;
            }
        }

        // After a failure, too: what was copied until then is write-protected.
        await WriterStep.Before(WriterCall.FlushTlb, 0, copied);
        KernelModel.Current.Events.PagesTouched(0, copied);
        await mm.Lock.WriteUnlock();
        return error;
    }

    /// <summary>The page tables of one VMA, one by one.</summary>
    private static async Routine CopyPageRange(TreeEntry area)
    {
        for (int start = area.Start; start < area.End; start = EndOf(start, area))
        {
            await WriterStep.Before(WriterCall.CopyPageTable, start, EndOf(start, area));
            KernelModel.Current.Events.PagesTouched(start, EndOf(start, area));
        }
    }

    private static int EndOf(int start, TreeEntry area) =>
        Math.Min(area.End, ((start / PageTables.Span) + 1) * PageTables.Span);
}
