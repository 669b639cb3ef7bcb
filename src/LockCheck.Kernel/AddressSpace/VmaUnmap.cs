namespace LockCheck.Kernel;

/// <summary>The phases of munmap (protocols.md 1.7, v6.12 and later: gather, clear, complete).</summary>
/// <remarks>
/// What gather collects is remembered by the objects themselves: they are detached, and lie in the range. One write
/// critical section collects one range.
/// </remarks>
internal static class VmaUnmap
{
    /// <summary>Phase 1: splits at the edges; every VMA in the range is detached while still in the tree.</summary>
    /// <returns>0, or -ENOMEM with everything attached again; edge splits stay.</returns>
    public static async Routine<int> Gather(Mm mm, int start, int end)
    {
        var vma = VmaTree.Find(mm, start);
        if (!vma.IsNone && vma.Raw.Start < start &&
            await VmaSplit.Split(mm, vma, start, newBelow: true) != 0)
        {
            return Errno.ENOMEM;
        }

        while (true)
        {
            vma = NextAttached(mm, start, end);
            if (vma.IsNone)
            {
                return 0;
            }

            if (vma.Raw.End > end && await VmaSplit.Split(mm, vma, end, newBelow: false) != 0)
            {
                await Reattach(mm, start, end);
                return Errno.ENOMEM;
            }

            await VmaWriteLock.Start(vma);
            await VmaWriteLock.MarkDetached(vma);
        }
    }

    /// <summary>A munmap inside the caller's write critical section: all phases, and the lock is kept.</summary>
    /// <returns>0, or -ENOMEM with everything still mapped.</returns>
    public static async Routine<int> GatherClearFree(Mm mm, int start, int end)
    {
        if (!VmaTree.IsMapped(mm, start, end))
        {
            return 0;
        }

        if (await Gather(mm, start, end) != 0)
        {
            return Errno.ENOMEM;
        }

        await Clear(mm, start, end);
        await Free(mm, start, end);
        return 0;
    }

    /// <summary>Phase 2: one store of NULL. The point of no return.</summary>
    public static Routine Clear(Mm mm, int start, int end) => TreeStore.Clear(mm, start, end);

    /// <summary>Phase 4: pages, files and the VMA objects are freed, in the order of addresses.</summary>
    public static async Routine Free(Mm mm, int start, int end)
    {
        await PageTables.Free(mm, start, end);
        await WriterStep.Before(WriterCall.FreeVmas, start, end);
        FreeDetached(mm, start, end);
    }

    /// <summary>Frees the detached VMAs of an mm that lie in a range.</summary>
    public static void FreeDetached(Mm mm, int start, int end)
    {
        var slab = KernelModel.Current.Slab;
        while (true)
        {
            var lowest = Vma.None;
            for (var index = 0; index < slab.Count; index++)
            {
                ref var area = ref slab[index];
                if (area.State == VmaState.Detached && area.Mm == mm &&
                    area.Start >= start && area.End <= end &&
                    (lowest.IsNone || area.Start < lowest.Raw.Start))
                {
                    lowest = new Vma((ushort)(index + 1));
                }
            }

            if (lowest.IsNone)
            {
                return;
            }

            VmaSlab.Free(lowest);
        }
    }

    private static async Routine Reattach(Mm mm, int start, int end)
    {
        await WriterStep.Before(WriterCall.Reattach, start, end);
        foreach (ref var area in KernelModel.Current.Slab.Span())
        {
            if (area.State == VmaState.Detached && area.Mm == mm && area.Start >= start && area.End <= end)
            {
                area.State = VmaState.Attached;
            }
        }
    }

    private static Vma NextAttached(Mm mm, int start, int end)
    {
        for (var vma = VmaTree.Find(mm, start); !vma.IsNone && vma.Raw.Start < end;)
        {
            if (vma.Raw.State == VmaState.Attached)
            {
                return vma;
            }

            vma = VmaTree.Find(mm, vma.Raw.End);
        }

        return Vma.None;
    }
}
