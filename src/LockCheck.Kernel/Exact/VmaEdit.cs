namespace LockCheck.Kernel.Exact;

/// <summary>
/// The building blocks of every call that changes a map (mm/vma.c, 6.18): split, merge, modify. Addresses are in pages.
/// </summary>
internal static class VmaEdit
{
    /// <summary>split_vma: as <see cref="Split"/>, unless the mm has too many VMAs.</summary>
    public static int SplitChecked(ExactSpace space, ExactVma vma, long at, bool newBelow)
    {
        if (space.Count >= space.Rules.MapCountMax)
        {
            return Errno.ENOMEM;
        }

        Split(space, vma, at, newBelow);
        return 0;
    }

    /// <summary>__split_vma: the original keeps the part that is about to change, the other is a new object.</summary>
    public static void Split(ExactSpace space, ExactVma vma, long at, bool newBelow)
    {
        var made = vma.Copy();
        if (newBelow)
        {
            made.End = at;
            vma.Pgoff += at - vma.Start;
            vma.Start = at;
        }
        else
        {
            made.Pgoff += at - vma.Start;
            made.Start = at;
            vma.End = at;
        }

        AnonVma.Clone(made, vma);
        space.Vmas.Insert(made);
    }

    /// <summary>vma_merge_new_range: the survivor, or none.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="prev">The VMA below the range.</param>
    /// <param name="next">The VMA above the range.</param>
    /// <param name="range">The range.</param>
    /// <param name="from">The VMA that the range is copied from or extends, or none.</param>
    /// <param name="expandOnly">Whether only the VMA below may grow.</param>
    public static ExactVma? MergeNew(
        ExactSpace space,
        ExactVma? prev,
        ExactVma? next,
        in VmaFacts range,
        ExactVma? from = null,
        bool expandOnly = false)
    {
        var plan = MergeDecision.New(space.Rules, FactsOf(prev), range, FactsOf(next), expandOnly);
        return plan.Merges ? Commit(space, plan, prev, null, next, from) : null;
    }

    /// <summary>vma_merge_existing_range: the survivor, or none.</summary>
    public static ExactVma? MergeExisting(
        ExactSpace space, ExactVma? prev, ExactVma middle, ExactVma? next, in VmaFacts range)
    {
        var plan = MergeDecision.Existing(space.Rules, FactsOf(prev), middle.Facts, range, FactsOf(next));
        return plan.Merges ? Commit(space, plan, prev, middle, next, null) : null;
    }

    /// <summary>
    /// vma_modify: a range of one VMA gets other attributes, by a merge, or by splits and a change in place.
    /// </summary>
    /// <returns>The VMA that covers the range now, which may be larger; and 0, or -ENOMEM, after which a split stays.
    /// </returns>
    public static (ExactVma Vma, int Error) Modify(
        ExactSpace space, ExactVma vma, long start, long end, in VmaChange change)
    {
        var range = vma.Facts with
        {
            Start = start,
            End = end,
            Pgoff = vma.Pgoff + start - vma.Start,
            Flags = change.Flags,
            Policy = change.Policy,
            Uffd = change.Uffd,
            AnonName = change.AnonName,
        };
        var changed = MergeExisting(space, vma.Prev, vma, vma.Next, range);
        if (changed is null)
        {
            changed = vma;
            if (start > vma.Start && SplitChecked(space, vma, start, newBelow: true) != 0)
            {
                return (vma, Errno.ENOMEM);
            }

            if (end < vma.End && SplitChecked(space, vma, end, newBelow: false) != 0)
            {
                return (vma, Errno.ENOMEM);
            }
        }

        changed.Flags = change.Flags | (changed.Flags & space.Rules.Sticky);
        changed.Policy = change.Policy;
        changed.Uffd = change.Uffd;
        changed.AnonName = change.AnonName;
        return (changed, 0);
    }

    /// <summary>commit_merge.</summary>
    private static ExactVma? Commit(
        ExactSpace space, in MergePlan plan, ExactVma? prev, ExactVma? middle, ExactVma? next, ExactVma? from)
    {
        var target = (plan.TargetIsPrev ? prev : next)!;
        var donor = plan.AnonFrom switch
        {
            AnonDonor.Next => next,
            AnonDonor.Middle => middle,
            AnonDonor.Range => from,
            _ => null,
        };
        if (donor?.Anon is not null)
        {
            AnonVma.Clone(target, donor);
        }

        if (space.FailsNextStore)
        {
            // unlink_anon_vmas of the one that was just given an anon_vma.
            space.FailsNextStore = false;
            if (donor is not null)
            {
                AnonVma.Unlink(target);
            }

            return null;
        }

        if (plan.RemovesMiddle)
        {
            space.Drop(middle!);
        }

        if (plan.RemovesNext)
        {
            space.Drop(next!);
        }

        if (plan.Case == MergeCase.HeadToPrev)
        {
            middle!.Pgoff += plan.End - middle.Start;
            middle.Start = plan.End;
        }
        else if (plan.Case == MergeCase.TailToNext)
        {
            middle!.End = plan.Start;
        }

        (target.Start, target.End, target.Pgoff) = (plan.Start, plan.End, plan.Pgoff);
        target.Flags |= plan.Sticky;
        return target;
    }

    private static VmaFacts FactsOf(ExactVma? vma) => vma?.Facts ?? default;
}
