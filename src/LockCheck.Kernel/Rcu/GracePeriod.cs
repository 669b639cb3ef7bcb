namespace LockCheck.Kernel;

/// <summary>
/// Grace periods: what is freed by call_rcu or kfree_rcu is free when every read section that was open at the call has
/// ended, and then at once (protocols.md 1.4).
/// </summary>
/// <remarks>
/// A real grace period may end later. To end it as early as it can shows every use after free, and hides nothing: a
/// thing that is not free yet differs from one that is only to those that may not touch it any more.
/// </remarks>
internal static class GracePeriod
{
    /// <summary>Where in <see cref="KernelModel.Walks"/> a thread's RCU is; a scenario of era A has none.</summary>
    public static int WalkOf(KernelModel model, ThreadId thread)
    {
        if (model.Walks.Count == 0)
        {
            throw new RoutineException(
                "A thread uses RCU, a sequence number, or an iterator of the VMA tree in a scenario without them. "
                + "Usual cause: a reader protocol that does not say which era it needs; override ReaderProtocol.Era, "
                + "or ReaderProtocol.UsesIterator for one of era A.");
        }

        return thread.Index;
    }

    /// <summary>Where there the iterator is that a thread uses: its own, or that of the file that it shares.</summary>
    public static int IteratorOf(KernelModel model, ThreadId thread) =>
        WalkOf(model, ThreadId.Of(model.IteratorOf(thread)));

    /// <summary>Whether a thread is inside a read section.</summary>
    public static bool IsInside(KernelModel model, ThreadId thread) =>
        model.Walks.Count != 0 && model.Walks.Field(thread.Index, WorldFields.RcuNesting) != 0;

    /// <summary>The threads that are inside a read section, a bit each.</summary>
    public static byte OpenSections(KernelModel model)
    {
        byte open = 0;
        for (var slot = 0; slot < model.Walks.Count; slot++)
        {
            open |= (byte)(model.Walks.Field(slot, WorldFields.RcuNesting) != 0 ? 1 << slot : 0);
        }

        return open;
    }

    /// <summary>A thread has left its outermost section.</summary>
    public static void SectionEnded(KernelModel model, ThreadId thread)
    {
        var others = (byte)~(1 << thread.Index);
        for (var slot = 0; slot < model.Walks.Count; slot++)
        {
            if (!model.Walks.HasBits(slot, WorldFields.NodeWaits, 1UL << thread.Index))
            {
                continue;
            }

            ref var position = ref model.Walks.Field(slot, WorldFields.Position);
            position.NodeWaits &= others;
            if (position is { Node: NodeState.Dead, NodeWaits: 0 })
            {
                position.Node = NodeState.Freed;
            }
        }

        BackingCounts.SectionEnded(model, others);
        TaskGrace.SectionEnded(model, others);
        for (var index = 0; index < model.VmaLocks.Count; index++)
        {
            if (model.VmaLocks.HasBits(index, WorldFields.VmaGrace, 1UL << thread.Index)
                && (model.VmaLocks.Field(index, WorldFields.VmaGrace) &= others) == 0)
            {
                VmaSlab.Recycle(new Vma((ushort)(index + 1)));
            }
        }
    }

    /// <summary>
    /// The tree's node is replaced: every iterator that remembers it remembers a dead node now, which is freed after a
    /// grace period.
    /// </summary>
    public static void NodeReplaced(KernelModel model, Mm mm)
    {
        var open = OpenSections(model);
        for (var slot = 0; slot < model.Walks.Count; slot++)
        {
            ref var node = ref model.Walks.Field(slot, WorldFields.Node);
            if (node == NodeState.Alive
                && (!model.HasSecondMm || model.Walks.Field(slot, WorldFields.IsOfSecond) == (mm == Mm.Second)))
            {
                node = open == 0 ? NodeState.Freed : NodeState.Dead;
                model.Walks.Field(slot, WorldFields.NodeWaits) = open;
            }
        }
    }

    /// <summary>A thread is about to sleep, or may: inside a read section that is a violation (I11).</summary>
    public static void MightSleep(KernelModel model, ThreadId thread)
    {
        if (IsInside(model, thread))
        {
            model.Events.Misuse(Misuse.SleepInRcu, thread);
        }
    }
}
