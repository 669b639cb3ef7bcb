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

    /// <summary>A range of one VMA gets other attributes: <see cref="Isolate"/>, and a change in place.</summary>
    /// <returns>The VMA that covers the range now, which may be larger; and 0, or -ENOMEM, after which a split stays.
    /// </returns>
    public static (ExactVma Vma, int Error) Modify(
        ExactSpace space, ExactVma vma, long start, long end, in VmaChange change)
    {
        var (changed, error) = Isolate(space, vma, start, end, change);
        if (error == 0)
        {
            changed.Flags = change.Flags | (changed.Flags & space.Rules.Sticky);
            changed.Policy = change.Policy;
            changed.Uffd = change.Uffd;
            changed.AnonName = change.AnonName;
        }

        return (changed, error);
    }

    /// <summary>
    /// vma_modify: a neighbour that has the attributes takes the range over, or the VMA is split until it is the range,
    /// for the caller to change.
    /// </summary>
    /// <returns>As <see cref="Modify"/>.</returns>
    public static (ExactVma Vma, int Error) Isolate(
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
        if (MergeExisting(space, vma.Prev, vma, vma.Next, range) is { } merged)
        {
            return (merged, 0);
        }

        // The original object ends up as the middle.
        var error = start > vma.Start ? SplitChecked(space, vma, start, newBelow: true) : 0;
        if (error == 0 && end < vma.End)
        {
            error = SplitChecked(space, vma, end, newBelow: false);
        }

        return (vma, error);
    }

    /// <summary>vma_expand: a VMA takes a larger range over, with the next one if it ends there too.</summary>
    public static ExactVma? Expand(ExactSpace space, ExactVma vma, ExactVma? next, long start, long end, long pgoff)
    {
        var removesNext = next is not null && !ReferenceEquals(next, vma) && next.End == end;
        var plan = new MergePlan
        {
            Case = removesNext ? MergeCase.NewBoth : MergeCase.NewLeft,
            Start = start,
            End = end,
            Pgoff = pgoff,
            AnonFrom = removesNext && vma.Anon is null && next!.Anon is not null ? AnonDonor.Next : AnonDonor.None,
        };
        return Commit(space, plan, vma, null, next, null);
    }

    /// <summary>vma_shrink, as exec does with the stack that it has moved.</summary>
    public static void Shrink(ExactVma vma, long start, long end)
    {
        vma.Pgoff += start - vma.Start;
        (vma.Start, vma.End) = (start, end);
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
