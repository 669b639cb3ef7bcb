namespace LockCheck.Kernel;

/// <summary>
/// A store into the VMA tree, in the steps in which a lockless reader sees it (protocols.md 1.6): in place, a slot and
/// then a pivot; otherwise by a new node, in one.
/// </summary>
internal static class TreeStore
{
    /// <summary>Maps a range to an object: one step, or two where both halves can be seen.</summary>
    public static Routine Store(Mm mm, int start, int end, Vma vma) =>
        InSteps(WriterCall.TreeStore, mm, start, end, vma);

    /// <summary>Maps a range to nothing, as <see cref="Store"/>.</summary>
    public static Routine Clear(Mm mm, int start, int end) =>
        InSteps(WriterCall.TreeClear, mm, start, end, Vma.None);

    private static async Routine InSteps(WriterCall call, Mm mm, int start, int end, Vma vma)
    {
        await WriterStep.Before(call, start, end);
        if (StoreSlot(mm, start, end, vma))
        {
            await WriterStep.Before(WriterCall.PivotStore, start, end);
        }

        StoreAll(mm, start, end, vma);
    }

    /// <summary>
    /// The first half of a store in place; false if there is none that anybody could tell from the whole.
    /// </summary>
    private static bool StoreSlot(Mm mm, int start, int end, Vma vma)
    {
        var model = KernelModel.Current;
        if (model.Settings.Era == VmaLockEra.A)
        {
            return false;
        }

        var (kind, overwritten) = Classify(mm, start, end, vma);
        if (kind != StoreKind.TwoSlots || overwritten.Vma == vma)
        {
            return false;
        }

        VmaTree.Store(mm, overwritten.Start, overwritten.End, vma);
        return true;
    }

    /// <summary>A store that is part of a step that the caller made.</summary>
    public static void StoreAll(Mm mm, int start, int end, Vma vma)
    {
        var model = KernelModel.Current;
        if (model.Walks.Count != 0 && Classify(mm, start, end, vma).Kind == StoreKind.NewNode)
        {
            GracePeriod.NodeReplaced(model, mm);
        }

        VmaTree.Store(mm, start, end, vma);
    }

    /// <summary>How a store is made, and for one over two slots, which of them gets the object.</summary>
    internal static (StoreKind Kind, TreeSlot Overwritten) Classify(Mm mm, int start, int end, Vma vma)
    {
        var slots = VmaTree.SlotsOf(mm);
        var first = slots.Containing(start);
        var last = slots.Containing(end - 1);
        if (vma.IsNone)
        {
            // A store of NULL takes in the gaps beside it (mas_wr_extend_null).
            if (first.Start == start && first.Number > 0 && slots.At(first.Number - 1) is { Vma.IsNone: true } below)
            {
                (first, start) = (below, below.Start);
            }

            if (last.End == end && slots.At(last.Number + 1) is { Vma.IsNone: true } above)
            {
                (last, end) = (above, above.End);
            }

            start = first.Vma.IsNone ? first.Start : start;
            end = last.Vma.IsNone ? last.End : end;
        }

        if (first.Number == last.Number && first.Start == start && first.End == end)
        {
            return (StoreKind.SameRange, first);
        }

        // Over two slots, and two there are afterwards: the boundary between them moves.
        var isTwo = last.Number == first.Number + 1 && (first.Start == start) != (last.End == end);
        return (isTwo ? StoreKind.TwoSlots : StoreKind.NewNode, first.Start == start ? first : last);
    }
}

/// <summary>How a store changes the leaf (mas_wr_store_type).</summary>
internal enum StoreKind : byte
{
    /// <summary>One slot gets another object; in place.</summary>
    SameRange,

    /// <summary>One slot gets another object, and the boundary to the next one moves; in place.</summary>
    TwoSlots,

    /// <summary>Anything else: the leaf is replaced.</summary>
    NewNode,
}
