namespace LockCheck.Kernel.Exact;

/// <summary>
/// Which merge happens, as a function of facts: <c>vma_merge_new_range</c> and <c>vma_merge_existing_range</c> of
/// mm/vma.c, 6.18 to 7.0 (protocols.md 1.7). The checker's small worlds and <see cref="ExactSpace"/> both ask here.
/// </summary>
public static class MergeDecision
{
    /// <summary>A new range: mmap, brk, the growth of a VMA by mremap, and the copy that mremap makes.</summary>
    /// <param name="rules">The kernel's rules.</param>
    /// <param name="prev">The VMA below, or none.</param>
    /// <param name="range">The range.</param>
    /// <param name="next">The VMA above, or none.</param>
    /// <param name="expandOnly">Whether only the VMA below may grow, and none is removed.</param>
    public static MergePlan New(
        ExactRules rules, in VmaFacts prev, in VmaFacts range, in VmaFacts next, bool expandOnly = false)
    {
        if (rules.Has(ExactRule.Special) && (range.Flags & VmFlags.Special) != 0)
        {
            return default;
        }

        var left = CanMergeLeft(rules, prev, range, sourceIsForkChild: range.IsForkChild);
        var right = !(expandOnly && rules.Has(ExactRule.ExpandOnly)) &&
            CanMergeRight(rules, prev, range, next, left, sourceIsForkChild: range.IsForkChild);
        if (!left && !right)
        {
            return default;
        }

        // Case 1 with a next VMA that cannot go is case 2.
        var both = left && right && (!rules.Has(ExactRule.CloseOfNext) || !next.HasClose);
        var target = left ? prev : next;
        var donor = target.AnonVma != 0 ? AnonDonor.None
            : both && next.AnonVma != 0 ? AnonDonor.Next
            : range.AnonVma != 0 ? AnonDonor.Range : AnonDonor.None;
        return new MergePlan
        {
            Case = both ? MergeCase.NewBoth : left ? MergeCase.NewLeft : MergeCase.NewRight,
            Start = left ? prev.Start : range.Start,
            End = both || !left ? next.End : range.End,
            Pgoff = left ? prev.Pgoff : range.Pgoff,
            AnonFrom = Given(rules, donor),
            Sticky = StickyOf(rules, range.Flags | (both ? next.Flags : 0)),
        };
    }

    /// <summary>A range of a VMA that is about to get other attributes, which a neighbour may have.</summary>
    /// <param name="rules">The kernel's rules.</param>
    /// <param name="prev">The VMA below the middle one, or none.</param>
    /// <param name="middle">The VMA that contains the range, as it is.</param>
    /// <param name="range">The range, with the attributes that it gets, and the middle one's anon_vma.</param>
    /// <param name="next">The VMA above the middle one, or none.</param>
    public static MergePlan Existing(
        ExactRules rules, in VmaFacts prev, in VmaFacts middle, in VmaFacts range, in VmaFacts next)
    {
        var atHead = range.Start == middle.Start;
        var atTail = range.End == middle.End;
        if ((rules.Has(ExactRule.Special) && (range.Flags & VmFlags.Special) != 0) || (!atHead && !atTail))
        {
            return default;
        }

        var left = atHead && CanMergeLeft(rules, prev, range, middle.IsForkChild);
        var right = atTail && CanMergeRight(rules, prev, range, next, left, middle.IsForkChild);
        var removesMiddle = atHead && atTail;
        if ((!left && !right) || (removesMiddle && middle.HasClose && rules.Has(ExactRule.CloseOfMiddle)))
        {
            return default;
        }

        // Case 6 with a next VMA that cannot go is case 7.
        var both = left && right && (!rules.Has(ExactRule.CloseOfNext) || !next.HasClose);
        right = both || !left;
        var target = left ? prev : next;
        var donor = target.AnonVma != 0 ? AnonDonor.None
            : both && next.AnonVma != 0 ? AnonDonor.Next
            : middle.AnonVma != 0 ? AnonDonor.Middle : AnonDonor.None;
        return new MergePlan
        {
            Case = CaseOf(both, left, removesMiddle),
            Start = left ? prev.Start : range.Start,
            End = right ? next.End : range.End,
            Pgoff = left ? prev.Pgoff : range.Pgoff,
            AnonFrom = Given(rules, donor),
            Sticky = StickyOf(rules, range.Flags | (right ? next.Flags : 0)),
        };
    }

    /// <summary>
    /// Whether a VMA's first fault may take over the anon_vma of a neighbour (anon_vma_compatible, mm/vma.c): they
    /// would be one VMA, but for their protections.
    /// </summary>
    /// <param name="rules">The kernel's rules.</param>
    /// <param name="below">The lower of the two.</param>
    /// <param name="above">The upper one.</param>
    public static bool MayShareAnonVma(ExactRules rules, in VmaFacts below, in VmaFacts above)
    {
        var ignored = rules.Ignored | (rules.Has(ExactRule.ReuseAcrossProtections) ? VmFlags.Access : 0);
        return below.End == above.Start && below.Policy == above.Policy && below.File == above.File &&
            ((below.Flags ^ above.Flags) & ~ignored) == 0 &&
            above.Pgoff == below.Pgoff + above.Start - below.Start;
    }

    private static MergeCase CaseOf(bool both, bool left, bool removesMiddle) => (both, left, removesMiddle) switch
    {
        (true, _, _) => MergeCase.AllBoth,
        (_, true, true) => MergeCase.AllToPrev,
        (_, true, false) => MergeCase.HeadToPrev,
        (_, false, true) => MergeCase.AllToNext,
        _ => MergeCase.TailToNext,
    };

    private static AnonDonor Given(ExactRules rules, AnonDonor donor) =>
        rules.Has(ExactRule.AnonVmaIsDuplicated) ? donor : AnonDonor.None;

    private static VmFlags StickyOf(ExactRules rules, VmFlags flags) =>
        rules.Has(ExactRule.Sticky) ? flags & rules.Sticky : VmFlags.None;

    private static bool CanMergeLeft(ExactRules rules, in VmaFacts prev, in VmaFacts range, bool sourceIsForkChild) =>
        prev.Exists && prev.End == range.Start && IsSame(rules, prev, range) &&
        CanShare(rules, prev, range, sourceIsForkChild) &&
        (!rules.Has(ExactRule.ContiguousOffset) || prev.Pgoff + prev.End - prev.Start == range.Pgoff);

    private static bool CanMergeRight(
        ExactRules rules, in VmaFacts prev, in VmaFacts range, in VmaFacts next, bool left, bool sourceIsForkChild) =>
        next.Exists && range.End == next.Start && IsSame(rules, next, range) &&
        CanShare(rules, next, range, sourceIsForkChild) &&
        (!rules.Has(ExactRule.ContiguousOffset) || range.Pgoff + range.End - range.Start == next.Pgoff) &&
        (!left || !rules.Has(ExactRule.BothSides) ||
            prev.AnonVma == 0 || next.AnonVma == 0 || prev.AnonVma == next.AnonVma);

    /// <summary>is_mergeable_vma.</summary>
    private static bool IsSame(ExactRules rules, in VmaFacts vma, in VmaFacts range)
    {
        var compared = ~rules.Ignored;
        if (!rules.Has(ExactRule.HiddenFlags))
        {
            compared &= ~(VmFlags.Account | VmFlags.NoReserve);
        }

        return (!rules.Has(ExactRule.SameFlags) || ((vma.Flags ^ range.Flags) & compared) == 0) &&
            (!rules.Has(ExactRule.SameFile) || vma.File == range.File) &&
            (!rules.Has(ExactRule.SamePolicy) || vma.Policy == range.Policy) &&
            (!rules.Has(ExactRule.SameUffd) || vma.Uffd == range.Uffd) &&
            (!rules.Has(ExactRule.SameAnonName) || vma.AnonName == range.AnonName);
    }

    /// <summary>
    /// is_mergeable_anon_vma: the same one, or one of the two has none; but the one that hands its own on may be no
    /// fork child.
    /// </summary>
    private static bool CanShare(ExactRules rules, in VmaFacts target, in VmaFacts range, bool sourceIsForkChild)
    {
        var (one, other) = (target.AnonVma, range.AnonVma);
        var isFree = !rules.Has(ExactRule.ForkChild);
        return one == other || !rules.Has(ExactRule.SameAnonVma) ||
            (one == 0 && (isFree || !sourceIsForkChild)) ||
            (other == 0 && (isFree || !target.IsForkChild));
    }
}
