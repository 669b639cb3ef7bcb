namespace LockCheck.Kernel;

/// <summary>Who may touch a VMA object, and who holds its lock: I10's clauses beside the mmap_lock.</summary>
internal static class VmaAccess
{
    /// <summary>Whether a thread holds the VMA's own lock for read.</summary>
    public static bool IsHeld(KernelModel model, Vma vma, ThreadId thread) =>
        model.VmaLocks.Count != 0 && (model.VmaLocks[vma.Index].Readers & (1 << thread.Index)) != 0;

    /// <summary>How many VMAs a thread holds for read.</summary>
    public static int CountHeld(ReadOnlySpan<VmaLockState> locks, ThreadId thread)
    {
        var held = 0;
        foreach (ref readonly var state in locks)
        {
            held += (state.Readers >> thread.Index) & 1;
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

        ref var area = ref model.Slab[vma.Index];
        if (area.State == VmaState.Free && (model.Settings.Era != VmaLockEra.C || !GracePeriod.IsInside(model, thread)))
        {
            model.Events.Misuse(Misuse.UseAfterFree, thread);
            return false;
        }

        if (IsHeld(model, vma, thread) || MmapLock.IsHeld(model.Mms[area.Mm.Index].Lock, thread))
        {
            return true;
        }

        if (!GracePeriod.IsInside(model, thread))
        {
            model.Events.Misuse(Misuse.Unprotected, thread);
            return false;
        }

        return true;
    }

    /// <summary>Gives a thread the VMA's lock for read.</summary>
    public static void Take(KernelModel model, Vma vma, ThreadId thread)
    {
        ref var readers = ref model.VmaLocks[vma.Index].Readers;
        var bit = (byte)(1 << thread.Index);
        if ((readers & bit) != 0)
        {
            model.Events.Misuse(Misuse.DoubleLock, thread);
        }

        readers |= bit;
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
