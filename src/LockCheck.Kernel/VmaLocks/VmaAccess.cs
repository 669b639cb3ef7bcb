namespace LockCheck.Kernel;

/// <summary>Who may touch a VMA object, and who holds its lock: I10's clauses beside the mmap_lock.</summary>
internal static class VmaAccess
{
    /// <summary>Whether a thread holds the VMA's own lock for read.</summary>
    public static bool IsHeld(KernelModel model, Vma vma, ThreadId thread) =>
        model.VmaLocks.Count != 0 && model.VmaLocks.HasBits(vma.Index, WorldFields.VmaReaders, 1UL << thread.Index);

    /// <summary>How many VMAs a thread holds for read.</summary>
    public static int CountHeld(KernelModel model, StateView state, ThreadId thread)
    {
        var held = 0;
        for (var index = 0; index < model.VmaLocks.Count; index++)
        {
            held += model.VmaLocks.HasBitsIn(state, index, WorldFields.VmaReaders, 1UL << thread.Index) ? 1 : 0;
        }

        return held;
    }

    /// <summary>
    /// Whether a thread may look at an object whose VMA it has not locked: inside an RCU read section, where the object
    /// is not freed (era B) or keeps its type (era C). If not, that is a violation.
    /// </summary>
    public static bool IsReadable(KernelModel model, Vma vma, ThreadId thread)
    {
        if (vma.IsNone)
        {
            model.Events.Misuse(Misuse.NullDereference, thread);
            return false;
        }

        if (model.Slab.Field(vma.Index, WorldFields.State) == VmaState.Free
            && (model.Settings.Era != VmaLockEra.C || !GracePeriod.IsInside(model, thread)))
        {
            model.Events.Misuse(Misuse.UseAfterFree, thread);
            return false;
        }

        if (!GracePeriod.IsInside(model, thread)
            && !IsHeld(model, vma, thread)
            && !MmapLock.IsHeld(model, model.Slab.Field(vma.Index, WorldFields.VmMm), thread))
        {
            model.Events.Misuse(Misuse.Unprotected, thread);
            return false;
        }

        return true;
    }

    /// <summary>Gives a thread the VMA's lock for read.</summary>
    public static void Take(KernelModel model, Vma vma, ThreadId thread)
    {
        if (IsHeld(model, vma, thread))
        {
            model.Events.Misuse(Misuse.DoubleLock, thread);
        }

        model.VmaLocks.SetBits(vma.Index, WorldFields.VmaReaders, 1UL << thread.Index);
    }

    /// <summary>Names an object with the range that its fields say.</summary>
    public static string NameOf(Vma vma, StateView state)
    {
        if (vma.IsNone)
        {
            return "NULL";
        }

        ref readonly var area = ref KernelModel.Of(state).Slab.In(state, vma.Index);
        return area.State == VmaState.Free ? $"{vma} (free)" : $"{vma} {area.Start}-{area.End}";
    }
}
