namespace LockCheck.Kernel.Exact;

/// <summary>mremap (mm/mremap.c, 6.18): its checks, and which of its forms a call is. Addresses are in bytes.</summary>
internal static class RemapCall
{
    private const int Shift = ExactSpace.PageShift;

    /// <summary>The new address, or an error; what came before it stays changed.</summary>
    public static long Remap(
        ExactSpace space, ulong address, ulong oldLength, ulong newLength, RemapFlags flags, ulong newAddress)
    {
        var impliesPlace = (flags & (RemapFlags.Fixed | RemapFlags.DontUnmap)) != 0;
        var move = new VmaMove(
            (long)(address >> Shift),
            ExactSpace.PagesOf(oldLength),
            ExactSpace.PagesOf(newLength),
            (long)(newAddress >> Shift),
            flags);
        if ((flags & ~(RemapFlags.MayMove | RemapFlags.Fixed | RemapFlags.DontUnmap)) != 0 ||
            ExactSpace.IsUnaligned(address) || move.NewPages == 0 || move.NewPages > ExactSpace.PagesMax)
        {
            return Errno.EINVAL;
        }

        if (impliesPlace && (ExactSpace.IsUnaligned(newAddress) || move.To > ExactSpace.PagesMax - move.NewPages ||
            (flags & RemapFlags.MayMove) == 0 || move.Overlaps ||
            ((flags & RemapFlags.DontUnmap) != 0 && move.OldPages != move.NewPages)))
        {
            return Errno.EINVAL;
        }

        if (impliesPlace && space.Count + 2 >= space.Rules.MapCountMax - 3)
        {
            return Errno.ENOMEM;
        }

        if ((flags & RemapFlags.Fixed) != 0 && move.OldPages == move.NewPages &&
            space.Rules.Has(ExactRule.MoveOfSeveral))
        {
            return MoveAll(space, move);
        }

        var vma = Lookup(space, move.Start);
        var error = WhyNot(space, vma, move, impliesPlace);
        return error != 0 ? error : impliesPlace ? VmaMover.To(space, move) : InPlace(space, vma!, move);
    }

    /// <summary>vma_lookup.</summary>
    public static ExactVma? Lookup(ExactSpace space, long page) =>
        space.Vmas.Find(page) is { } vma && vma.Start <= page ? vma : null;

    /// <summary>check_prep_vma.</summary>
    private static int WhyNot(ExactSpace space, ExactVma? vma, in VmaMove move, bool impliesPlace)
    {
        if (vma is null)
        {
            return Errno.EFAULT;
        }

        if (vma.IsSealed && space.Rules.Has(ExactRule.Seals))
        {
            return Errno.EPERM;
        }

        if (move.NewPages <= move.OldPages && !impliesPlace)
        {
            return 0;
        }

        const VmFlags Rigid = VmFlags.DontExpand | VmFlags.PfnMap;
        if ((move.OldPages == 0 && (vma.Flags & (VmFlags.Shared | VmFlags.MayShare)) == 0) ||
            (move.KeepsSource && (vma.Flags & Rigid) != 0))
        {
            return Errno.EINVAL;
        }

        // Of a range that gets shorter, the end may lie in other VMAs, or in none.
        var pages = Math.Min(move.OldPages, move.NewPages);
        return pages > vma.End - move.Start ? Errno.EFAULT
            : move.NewPages > pages && (vma.Flags & Rigid) != 0 ? Errno.EFAULT
            : 0;
    }

    /// <summary>mremap_at: the same length, shorter, or longer in place or elsewhere.</summary>
    private static long InPlace(ExactSpace space, ExactVma vma, in VmaMove move)
    {
        if (move.NewPages <= move.OldPages)
        {
            var error = VmaRemoval.Unmap(space, move.Start + move.NewPages, move.Start + move.OldPages);
            return error != 0 ? error : move.Start << Shift;
        }

        var end = move.Start + move.NewPages;
        var isLocked = (vma.Flags & VmFlags.Locked) != 0;
        if (vma.End == move.Start + move.OldPages && end <= ExactSpace.PagesMax &&
            (vma.Next is null || vma.Next.Start >= end))
        {
            if (VmaMover.Extend(space, vma, end) is null)
            {
                return Errno.ENOMEM;
            }

            VmaMover.PopulateGrowth(space, move.Start, move, isLocked);
            return move.Start << Shift;
        }

        if ((move.Flags & RemapFlags.MayMove) == 0)
        {
            return Errno.ENOMEM;
        }

        return VmaMover.Move(space, vma, move with { To = -1 });
    }

    /// <summary>
    /// remap_move: a move to a fixed place takes the VMAs of a range one after the other, and keeps the gaps between
    /// them. The destination is unmapped for each, so that what lies below a gap stays.
    /// </summary>
    private static long MoveAll(ExactSpace space, VmaMove whole)
    {
        var end = whole.Start + whole.OldPages;
        var at = whole.Start;
        while (at < end && space.Vmas.Find(at) is { } vma && vma.Start < end)
        {
            if (at == whole.Start && vma.Start > at)
            {
                break;
            }

            var from = Math.Max(at, vma.Start);
            var last = Math.Min(end, vma.End);
            if ((vma.Uffd != 0 || vma.File is { MovesAlone: true }) && (from > whole.Start || vma.End < end))
            {
                // A userfaultfd is told without the lock, and a file may choose another place: one VMA only.
                return Errno.EFAULT;
            }

            var part = whole with
            {
                Start = from,
                OldPages = last - from,
                NewPages = last - from,
                To = whole.To + from - whole.Start,
            };
            var error = WhyNot(space, vma, part, impliesPlace: true);
            var result = error != 0 ? error : VmaMover.To(space, part);
            if (result < 0)
            {
                return result;
            }

            at = last;
        }

        return at == whole.Start ? Errno.EFAULT : whole.To << Shift;
    }
}
