namespace LockCheck.Kernel;

/// <summary>
/// The running thread's iterator of a VMA tree: <c>struct vma_iterator</c>, a maple state that remembers a node and a
/// slot in it (protocols.md 1.6). A thread has one; threads that share a file with state share its iterator.
/// </summary>
/// <remarks>
/// A lookup is one step. What it finds is a pointer: under RCU alone, everything about the VMA behind it is to be read
/// by steps of its own, and may have changed since.
/// </remarks>
public readonly struct VmaIterator
{
    private readonly Mm _mm;

    internal VmaIterator(Mm mm) => _mm = mm;

    /// <summary>Gets the tree range that the last lookup returned; not the vm_start and vm_end of the VMA.</summary>
    public static (int Start, int End) Range => (Walk.Start, Walk.End);

    private static ref TreePosition Walk =>
        ref KernelModel.Current.Walks.Field(
            GracePeriod.IteratorOf(KernelModel.Current, Threads.Self), WorldFields.Position);

    /// <summary>vma_iter_init and vma_iter_set: forgets the node; the next lookup searches from a page.</summary>
    /// <param name="page">The page.</param>
    public void Set(int page)
    {
        ref var walk = ref Walk;
        walk.Start = walk.End = (ushort)page;
        walk.Slot = 0;
        walk.Node = NodeState.None;
        walk.NodeWaits = 0;
        SetSecond(KernelModel.Current, GracePeriod.IteratorOf(KernelModel.Current, Threads.Self), _mm);
    }

    /// <summary>vma_iter_invalidate (mas_pause): forgets the node, and goes on behind the last range.</summary>
    public void Invalidate() => Set(Walk.End);

    /// <summary>vma_next inside an RCU read section, or under the mmap_lock. A scheduling point.</summary>
    /// <returns>The next VMA of the tree, or none.</returns>
    public Pending<Vma> Next() => Operation.Issue<TreeLookup, Vma>(new TreeLookup(_mm, 0, walks: false));

    /// <summary>vma_next under the mmap_lock, where the tree holds still: no scheduling point.</summary>
    /// <returns>The next VMA of the tree, or none.</returns>
    public Vma NextLocked() => VmaTree.Guarded(_mm) ? Advance(KernelModel.Current, _mm, Threads.Self) : Vma.None;

    /// <summary>mas_walk: the VMA whose tree range contains a page. A scheduling point.</summary>
    /// <param name="page">The page.</param>
    /// <returns>The VMA, or none.</returns>
    public Pending<Vma> WalkTo(int page) => Operation.Issue<TreeLookup, Vma>(new TreeLookup(_mm, page, walks: true));

    internal static Vma Advance(KernelModel model, Mm mm, ThreadId thread)
    {
        var iterator = GracePeriod.IteratorOf(model, thread);
        ref var walk = ref model.Walks.Field(iterator, WorldFields.Position);
        if (walk.Node == NodeState.Freed)
        {
            model.Events.Misuse(Misuse.UseAfterFree, thread);
            return Vma.None;
        }

        // An alive node: the slot behind the remembered one, whatever its pivots say by now. A dead one: the slot
        // behind the one that now contains the remembered end. No node: the slot that contains the index.
        var slots = VmaTree.SlotsOf(mm);
        TreeSlot? found = walk.Node switch
        {
            NodeState.Alive => slots.At(walk.Slot + 1),
            NodeState.Dead => slots.At(slots.Containing(Math.Max(walk.End - 1, 0)).Number + 1),
            _ => slots.Containing(walk.End),
        };
        while (found is { Vma.IsNone: true } gap)
        {
            found = slots.At(gap.Number + 1);
        }

        return Remember(model, iterator, mm, found);
    }

    internal static Vma Lookup(KernelModel model, Mm mm, ThreadId thread, int page)
    {
        var slot = VmaTree.SlotsOf(mm).Containing(page);
        return Remember(model, GracePeriod.IteratorOf(model, thread), mm, slot);
    }

    private static void SetSecond(KernelModel model, int iterator, Mm mm)
    {
        if (model.HasSecondMm)
        {
            model.Walks.Field(iterator, WorldFields.IsOfSecond) = mm == Mm.Second;
        }
    }

    private static Vma Remember(KernelModel model, int iterator, Mm mm, TreeSlot? slot)
    {
        SetSecond(model, iterator, mm);
        ref var walk = ref model.Walks.Field(iterator, WorldFields.Position);
        walk.NodeWaits = 0;
        walk.Node = slot is null ? NodeState.None : NodeState.Alive;
        walk.Slot = (ushort)(slot?.Number ?? 0);
        walk.Start = (ushort)(slot?.Start ?? TreeSlot.Infinite - 1);
        walk.End = (ushort)(slot?.End ?? TreeSlot.Infinite - 1);
        return slot?.Vma ?? Vma.None;
    }
}

/// <summary>A lookup in the VMA tree by a reader that may not hold the mmap_lock.</summary>
internal readonly struct TreeLookup(Mm mm, int page, bool walks) : IOperation<Vma>
{
    private readonly ushort _page = (ushort)page;
    private readonly Mm _mm = mm;
    private readonly bool _walks = walks;

    public Footprint Footprint => new(FootprintKinds.VmaTree, _mm.Value, AccessMode.Read, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out Vma result)
    {
        result = Vma.None;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        if (!GracePeriod.IsInside(model, self) && !VmaTree.IsGuarded(model, _mm))
        {
            model.Events.Misuse(Misuse.Unprotected, self);
            return true;
        }

        Stepper.Current.RacyAccess();
        result = _walks
            ? VmaIterator.Lookup(model, _mm, self, _page)
            : VmaIterator.Advance(model, _mm, self);
        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var model = KernelModel.Of(state);
        ref readonly var walk = ref model.Walks.FieldIn(state, model.IteratorOf(self), WorldFields.Position);
        return _walks ? $"mas_walk({_mm}, {_page})" : walk.Node switch
        {
            NodeState.None => $"vma_next({_mm}) from {walk.End}",
            NodeState.Dead => $"vma_next({_mm}) after {walk.Start}-{walk.End}: the node is dead, walks again",
            _ => $"vma_next({_mm}) after {walk.Start}-{walk.End}",
        };
    }
}
