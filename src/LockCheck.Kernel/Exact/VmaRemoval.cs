namespace LockCheck.Kernel.Exact;

/// <summary>do_vmi_align_munmap, and what MAP_FIXED does first (mm/vma.c, 6.18). Addresses are in pages.</summary>
internal static class VmaRemoval
{
    /// <summary>Unmaps a range.</summary>
    /// <returns>0; -EPERM at a seal, or -ENOMEM with too many VMAs: nothing is unmapped, but splits stay.</returns>
    public static int Unmap(ExactSpace space, long start, long end)
    {
        var first = space.Vmas.Find(start);
        if (first is null || first.Start >= end || start >= end)
        {
            return 0;
        }

        if (start > first.Start)
        {
            if (end < first.End && space.Count >= space.Rules.MapCountMax)
            {
                return Errno.ENOMEM;
            }

            if (IsSealed(space, first))
            {
                return Errno.EPERM;
            }

            VmaEdit.Split(space, first, start, newBelow: true);
        }

        for (var vma = first; vma is not null && vma.Start < end; vma = vma.Next)
        {
            if (IsSealed(space, vma))
            {
                return Errno.EPERM;
            }

            if (vma.End > end)
            {
                VmaEdit.Split(space, vma, end, newBelow: false);
            }
        }

        for (var vma = first; vma is not null && vma.Start < end;)
        {
            var next = vma.Next;
            space.Drop(vma);
            vma = next;
        }

        return 0;
    }

    private static bool IsSealed(ExactSpace space, ExactVma vma) => vma.IsSealed && space.Rules.Has(ExactRule.Seals);
}
