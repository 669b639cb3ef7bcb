namespace LockCheck.Kernel;

/// <summary>
/// The references that VMAs have on what backs them: one each. Counted only in scenarios whose readers take such
/// references themselves.
/// </summary>
internal static class BackingCounts
{
    /// <summary>get_file, or anon_vma_name_get: a VMA has become one that is backed by it.</summary>
    public static void Get(KernelModel model, int backing)
    {
        if (backing == 0 || model.Backings.Count == 0)
        {
            return;
        }

        ref var known = ref model.Backings[backing - 1];
        known.Refs++;
        known.State = BackingState.Live;
        known.GracePeriod = 0;
    }

    /// <summary>fput, or anon_vma_name_put: a VMA is gone, or a reader lets go.</summary>
    public static void Put(KernelModel model, int backing)
    {
        if (backing == 0 || model.Backings.Count == 0)
        {
            return;
        }

        ref var known = ref model.Backings[backing - 1];
        if (known.Refs == 0)
        {
            model.Events.Misuse(Misuse.RefcountUnderflow, Threads.Self);
            return;
        }

        if (--known.Refs == 0)
        {
            var open = GracePeriod.OpenSections(model);
            var isName = !model.Names.IsFile(backing);
            known.State = isName && open == 0 ? BackingState.Freed : BackingState.Dying;
            known.GracePeriod = isName ? open : (byte)0;
        }
    }

    /// <summary>
    /// An open takes a free file object: it has one reference again, and is another file. Whoever still has a pointer
    /// to it sees no difference.
    /// </summary>
    /// <returns>Whether it was free.</returns>
    public static bool Reuse(KernelModel model, int backing)
    {
        if (model.Backings.Count == 0 || !model.Names.IsFile(backing) ||
            model.Backings[backing - 1].State != BackingState.Dying)
        {
            return false;
        }

        model.Backings[backing - 1] = new BackingObject { Refs = 1, IsAnother = true };
        return true;
    }

    /// <summary>Whether what a pointer points to has become another file since a VMA had that pointer.</summary>
    public static bool IsAnother(KernelModel model, int backing) =>
        backing > 0 && backing <= model.Backings.Count && model.Backings[backing - 1].IsAnother;

    /// <summary>A thread has left its outermost RCU section.</summary>
    public static void SectionEnded(KernelModel model, byte others)
    {
        for (var index = 0; index < model.Backings.Count; index++)
        {
            ref var known = ref model.Backings[index];
            if (known.GracePeriod != 0 && (known.GracePeriod &= others) == 0)
            {
                known.State = BackingState.Freed;
            }
        }
    }
}
