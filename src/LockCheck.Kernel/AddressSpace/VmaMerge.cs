using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel;

/// <summary>What a try to merge came to.</summary>
internal enum MergeOutcome : byte
{
    /// <summary>Nothing fits.</summary>
    None,

    /// <summary>A neighbour covers the range now, with the attributes that it was to get.</summary>
    Merged,

    /// <summary>The tree has no memory for the store: nothing is changed.</summary>
    NoMem,
}

/// <summary>
/// Merging: the classic cases 1 to 8, with the survivors and degradations of v6.12 and later, where the left one wins
/// (protocols.md 1.7).
/// </summary>
internal static class VmaMerge
{
    /// <summary>
    /// Cases 1 to 3: a new range in a gap grows its neighbours instead of getting an object of its own.
    /// </summary>
    /// <param name="mm">The address space, locked for write.</param>
    /// <param name="start">The first page of the new range.</param>
    /// <param name="end">One past its last page.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="expandOnly">Whether only the one below may grow, and none is removed.</param>
    /// <returns>Whether a neighbour covers the new range now.</returns>
    public static async Routine<MergeOutcome> MergeNew(
        Mm mm, int start, int end, VmaAttributes attributes, bool expandOnly = false)
    {
        var before = Before(mm, start);
        var after = After(mm, end);
        var plan = MergeDecision.New(
            MergeRules.Rules,
            MergeRules.FactsOf(before),
            MergeRules.FactsOf(start, end, attributes),
            MergeRules.FactsOf(after),
            expandOnly);
        if (!plan.Merges)
        {
            return MergeOutcome.None;
        }

        var target = plan.TargetIsPrev ? before : after;
        return await Commit(mm, new Change(target, plan.RemovesNext ? after : Vma.None)
        {
            AnonVma = MergeRules.AnonVmaOf(plan.AnonFrom, target, Vma.None, after, attributes.AnonVma),
            Start = (ushort)plan.Start,
            End = (ushort)plan.End,
        });
    }

    /// <summary>
    /// Cases 4 to 8: a range of an existing VMA is about to get new attributes, which match a neighbour's.
    /// </summary>
    /// <param name="mm">The address space, locked for write.</param>
    /// <param name="middle">The VMA that contains the range.</param>
    /// <param name="start">The first page of the range.</param>
    /// <param name="end">One past its last page.</param>
    /// <param name="attributes">The attributes that the range gets.</param>
    /// <returns>Whether a neighbour covers the range now, with the new attributes.</returns>
    public static async Routine<MergeOutcome> MergeExisting(
        Mm mm, Vma middle, int start, int end, VmaAttributes attributes)
    {
        var before = Before(mm, middle.Raw.Start);
        var after = After(mm, middle.Raw.End);
        var plan = MergeDecision.Existing(
            MergeRules.Rules,
            MergeRules.FactsOf(before),
            MergeRules.FactsOf(middle),
            MergeRules.FactsOf(start, end, attributes),
            MergeRules.FactsOf(after));
        if (!plan.Merges)
        {
            return MergeOutcome.None;
        }

        var target = plan.TargetIsPrev ? before : after;
        return await Commit(mm, new Change(target, plan.RemovesMiddle ? middle : Vma.None)
        {
            AlsoRemoved = plan.RemovesNext ? after : Vma.None,
            Shrunk = plan.ShrinksMiddle ? middle : Vma.None,
            AnonVma = MergeRules.AnonVmaOf(plan.AnonFrom, target, middle, after, attributes.AnonVma),
            Start = (ushort)plan.Start,
            End = (ushort)plan.End,
        });
    }

    /// <summary>commit_merge, in its visible order.</summary>
    private static async Routine<MergeOutcome> Commit(Mm mm, Change plan)
    {
        // The participants are write-locked: the middle one, then the next, then the one before.
        await LockParticipants(plan);
        if (KernelModel.Current.Strikes(Faults.NoMem, "vma_iter_prealloc fails"))
        {
            return MergeOutcome.NoMem;
        }

        VmaTree.Touch(plan.Start, plan.End);

        // The range of the target or of the shrinking VMA, whichever lies lower, is written first.
        var shrinkFirst = !plan.Shrunk.IsNone && plan.Shrunk.Raw.Start < plan.Start;
        await BeforeRange(plan, shrink: shrinkFirst);
        ApplyRange(plan, shrink: shrinkFirst);
        if (!plan.Shrunk.IsNone)
        {
            await BeforeRange(plan, shrink: !shrinkFirst);
            ApplyRange(plan, shrink: !shrinkFirst);
        }

        await TreeStore.Store(mm, plan.Start, plan.End, plan.Target);
        if (!plan.Removed.IsNone)
        {
            await DetachAndFree(plan.Removed);
        }

        if (!plan.AlsoRemoved.IsNone)
        {
            await DetachAndFree(plan.AlsoRemoved);
        }

        return MergeOutcome.Merged;
    }

    private static Routine LockParticipants(Change plan)
    {
        var middle = plan.Shrunk.IsNone ? plan.Removed : plan.Shrunk;
        var targetIsNext = plan.Target.Raw.Start > plan.Start;
        return VmaWriteLock.Start(
            middle,
            targetIsNext ? plan.Target : plan.AlsoRemoved,
            targetIsNext ? Vma.None : plan.Target,
            plan.Start,
            plan.End);
    }

    private static async Routine DetachAndFree(Vma vma)
    {
        await VmaWriteLock.MarkDetached(vma);
        if (KernelModel.Current.Settings.Era != VmaLockEra.A)
        {
            await WriterStep.Before(WriterCall.Free, vma);
        }

        VmaSlab.Free(vma);
    }

    private static Pending<None> BeforeRange(Change plan, bool shrink)
    {
        if (!shrink)
        {
            return WriterStep.Before(WriterCall.SetRange, plan.Start, plan.End);
        }

        ref var shrunk = ref plan.Shrunk.Raw;
        return shrunk.Start < plan.Start
            ? WriterStep.Before(WriterCall.SetRange, shrunk.Start, plan.Start)
            : WriterStep.Before(WriterCall.SetRange, plan.End, shrunk.End);
    }

    private static void ApplyRange(Change plan, bool shrink)
    {
        ref var fields = ref (shrink ? plan.Shrunk : plan.Target).Raw;
        if (!shrink)
        {
            fields.Attributes.AnonVma = plan.AnonVma;
            fields.Attributes.Pgoff += plan.Start - fields.Start;
            fields.Start = plan.Start;
            fields.End = plan.End;
        }
        else if (fields.Start < plan.Start)
        {
            fields.End = plan.Start;
        }
        else
        {
            fields.Attributes.Pgoff += plan.End - fields.Start;
            fields.Start = plan.End;
        }
    }

    private static Vma Before(Mm mm, int start)
    {
        var before = VmaTree.FindBefore(mm, start);
        return !before.IsNone && before.Raw.End == start ? before : Vma.None;
    }

    private static Vma After(Mm mm, int end)
    {
        var after = VmaTree.Find(mm, end);
        return !after.IsNone && after.Raw.Start == end ? after : Vma.None;
    }

    /// <summary>What a merge does: the survivor, its new range, and what is removed or shrunk.</summary>
    private record struct Change(Vma Target, Vma Removed)
    {
        public Vma AlsoRemoved { get; init; }

        public Vma Shrunk { get; init; }

        public ushort Start { get; init; }

        public ushort End { get; init; }

        /// <summary>The anon_vma that the survivor has then, or 0.</summary>
        public ushort AnonVma { get; init; }
    }
}
