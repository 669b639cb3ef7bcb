namespace LockCheck.Kernel.Exact;

/// <summary>
/// Page faults, as far as they change VMAs: a write to private memory needs an anon_vma (mm/vma.c, mm/gup.c,
/// mm/madvise.c, 6.18). Addresses are in pages.
/// </summary>
internal static class PageTouch
{
    /// <summary>MADV_POPULATE_READ, MADV_POPULATE_WRITE: page by page, up to the first that fails.</summary>
    public static int Populate(ExactSpace space, long start, long end, bool write)
    {
        while (start < end)
        {
            var vma = space.Vmas.Find(start);
            if (vma is null || vma.Start > start)
            {
                return Errno.ENOMEM;
            }

            if ((vma.Flags & (VmFlags.Io | VmFlags.PfnMap)) != 0 ||
                (vma.Flags & (write ? VmFlags.Write : VmFlags.Read)) == 0)
            {
                return Errno.EINVAL;
            }

            var last = Math.Min(end, vma.End);
            var error = Touch(space, vma, start, last, write);
            if (error != 0)
            {
                return error;
            }

            start = last;
        }

        return 0;
    }

    /// <summary>
    /// __mm_populate: what mlock, MAP_POPULATE and the growth of a locked VMA do. Holes are passed over.
    /// </summary>
    /// <returns>0 or -EFAULT, at the first VMA that fails unless all are to be tried.</returns>
    public static int PopulateLocked(ExactSpace space, long start, long end, bool tryAll)
    {
        for (var vma = space.Vmas.Find(start); vma is not null && vma.Start < end; vma = vma.Next)
        {
            if ((vma.Flags & (VmFlags.Io | VmFlags.PfnMap)) != 0)
            {
                continue;
            }

            var error = PopulateOne(space, vma, Math.Max(start, vma.Start), Math.Min(end, vma.End));
            if (error != 0 && !tryAll)
            {
                return error;
            }
        }

        return 0;
    }

    /// <summary>populate_vma_page_range: by a write where a write makes a private copy.</summary>
    public static int PopulateOne(ExactSpace space, ExactVma vma, long start, long end)
    {
        if ((vma.Flags & VmFlags.LockOnFault) != 0 && space.Rules.Has(ExactRule.LockOnFault))
        {
            return 0;
        }

        var write = (vma.Flags & (VmFlags.Write | VmFlags.Shared)) == VmFlags.Write;
        return (vma.Flags & VmFlags.Access) == 0 ? Errno.EFAULT : Touch(space, vma, start, end, write);
    }

    /// <summary>__anon_vma_prepare: a neighbour's anon_vma, the upper one's first, or a new one.</summary>
    public static void Prepare(ExactSpace space, ExactVma vma)
    {
        if (vma.Anon is not null)
        {
            return;
        }

        var found = Reusable(space, vma.Next, vma, vma.Next) ?? Reusable(space, vma.Prev, vma.Prev, vma);
        vma.Anon = found ?? space.NewAnonVma(null);
        vma.Chain = [vma.Anon];
        vma.Anon.Links++;
        vma.Anon.Active++;
    }

    /// <summary>The faults of a range of one VMA: 0, or -EFAULT at a page beyond the end of its file.</summary>
    private static int Touch(ExactSpace space, ExactVma vma, long start, long end, bool write)
    {
        // The anon_vma is made before the page is looked for.
        if (write && vma.IsPrivate)
        {
            Prepare(space, vma);
        }

        return vma.File is { } file && vma.Pgoff + end - vma.Start > file.Pages && space.Rules.Has(ExactRule.EndOfFile)
            ? Errno.EFAULT
            : 0;
    }

    private static AnonVma? Reusable(ExactSpace space, ExactVma? old, ExactVma? below, ExactVma? above) =>
        old?.Anon is not null && old.Chain.Length == 1 && space.Rules.Has(ExactRule.AnonVmaIsReused) &&
            MergeDecision.MayShareAnonVma(space.Rules, below!.Facts, above!.Facts)
            ? old.Anon
            : null;
}
