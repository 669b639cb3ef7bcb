namespace LockCheck.Kernel.Exact;

/// <summary>What mremap does to VMAs (mm/mremap.c; copy_vma of mm/vma.c, 6.18). Addresses are in pages.</summary>
internal static class VmaMover
{
    /// <summary>vma_merge_extend: a VMA grows at its end, and may absorb the next one.</summary>
    /// <returns>The survivor, or none.</returns>
    public static ExactVma? Extend(ExactSpace space, ExactVma vma, long end)
    {
        // The range has the VMA's anon_vma, but counts as no fork child: it is copied from nothing.
        var range = vma.Facts with
        {
            Start = vma.End,
            End = end,
            Pgoff = vma.Pgoff + vma.End - vma.Start,
            IsForkChild = false,
        };
        return VmaEdit.MergeNew(space, vma, vma.Next, Brought(space, range), vma);
    }

    /// <summary>mremap_to: the destination is unmapped first, then the tail of a source that gets shorter.</summary>
    public static long To(ExactSpace space, VmaMove move)
    {
        if ((move.Flags & RemapFlags.Fixed) != 0)
        {
            var error = VmaRemoval.Unmap(space, move.To, move.To + move.NewPages);
            if (error != 0)
            {
                return error;
            }
        }

        if (move.NewPages < move.OldPages)
        {
            var error = VmaRemoval.Unmap(space, move.Start + move.NewPages, move.Start + move.OldPages);
            if (error != 0)
            {
                return error;
            }

            move = move with { OldPages = move.NewPages };
        }

        var vma = RemapCall.Lookup(space, move.Start);
        return vma is null ? Errno.EFAULT : Move(space, vma, move);
    }

    /// <summary>move_vma.</summary>
    public static long Move(ExactSpace space, ExactVma vma, VmaMove move)
    {
        if (space.Count >= space.Rules.MapCountMax - 3)
        {
            return Errno.ENOMEM;
        }

        if ((move.Flags & RemapFlags.Fixed) == 0)
        {
            move = move with { To = space.FindGap((ulong)Math.Max(move.To, 0) << ExactSpace.PageShift, move.NewPages) };
            if (move.To < 0)
            {
                return Errno.ENOMEM;
            }
        }

        var isLocked = (vma.Flags & VmFlags.Locked) != 0;
        var copy = CopyTo(space, ref vma, move);
        if (copy.Uffd != 0)
        {
            // userfaultfd_reset_ctx: nobody asked for UFFD_FEATURE_EVENT_REMAP.
            copy.Uffd = 0;
            copy.Flags &= ~VmFlags.Uffd;
        }

        var end = move.Start + move.OldPages;
        if (!move.KeepsSource)
        {
            _ = VmaRemoval.Unmap(space, move.Start, end);
        }
        else
        {
            // dontunmap_complete.
            vma.Flags &= ~VmFlags.LockedMask;
            if (!ReferenceEquals(vma, copy) && vma.Start == move.Start && vma.End == end)
            {
                AnonVma.Unlink(vma);
            }
        }

        PopulateGrowth(space, move.To, move, isLocked);
        return move.To << ExactSpace.PageShift;
    }

    /// <summary>A locked VMA that got longer is populated.</summary>
    public static void PopulateGrowth(ExactSpace space, long at, in VmaMove move, bool isLocked)
    {
        if (isLocked && move.NewPages > move.OldPages)
        {
            _ = PageTouch.PopulateLocked(space, at + move.OldPages, at + move.NewPages, tryAll: true);
        }
    }

    /// <summary>copy_vma: merged into what is at the destination, or a copy.</summary>
    public static ExactVma CopyTo(ExactSpace space, ref ExactVma vma, in VmaMove move)
    {
        var end = move.To + move.NewPages;
        var isUntouched = vma.IsAnonymous && vma.Anon is null && space.Rules.Has(ExactRule.OffsetFollowsMove);
        var range = vma.Facts with
        {
            Start = move.To,
            End = end,
            Pgoff = isUntouched ? move.To : vma.Pgoff + move.Start - vma.Start,
        };
        var next = space.Vmas.Find(move.To);
        var prev = next is null ? space.Vmas.Last : next.Prev;
        var copy = VmaEdit.MergeNew(space, prev, next, Brought(space, range), vma);
        if (copy is null)
        {
            copy = new ExactVma(move.To, end, vma.Flags, vma.File, range.Pgoff)
            {
                Policy = vma.Policy,
                Uffd = vma.Uffd,
                AnonName = vma.AnonName,
                HasClose = vma.HasClose,
            };
            AnonVma.Clone(copy, vma);
            space.Vmas.Insert(copy);
        }
        else if (move.Start >= copy.Start && move.Start < copy.End)
        {
            // Untouched memory may merge with the place that it comes from.
            vma = copy;
        }

        return copy;
    }

    private static VmaFacts Brought(ExactSpace space, in VmaFacts range) =>
        space.Rules.Has(ExactRule.MoveBringsAnonVma) ? range : range with { AnonVma = 0, IsForkChild = false };
}
