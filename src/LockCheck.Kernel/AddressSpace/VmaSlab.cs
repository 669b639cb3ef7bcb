namespace LockCheck.Kernel;

/// <summary>
/// The slab of VMA objects: freed objects are poisoned, and the last one freed is the next one allocated.
/// </summary>
internal static class VmaSlab
{
    private const ushort Poison = 0x6B6B;

    public static void Initialise()
    {
        var model = KernelModel.Current;
        for (var index = model.Slab.Count - 1; index >= 0; index--)
        {
            Push(model, new Vma((ushort)(index + 1)), Mm.First);
        }
    }

    /// <summary>Takes an object for an mm, unlocked and detached; its fields are poison until they are set.</summary>
    public static Vma Allocate(Mm mm)
    {
        var model = KernelModel.Current;
        ref var header = ref model.Header[0];
        var vma = header.FreeVma;
        if (vma.IsNone)
        {
            throw new RoutineException(
                $"The scenario needs more than its {model.Slab.Count} VMA objects. Raise KernelSettings.SpareVmas; a "
                + "writer declares how many it needs.");
        }

        ref var area = ref model.Slab[vma.Index];
        header.FreeVma = new Vma(area.Start);
        area.Start = Poison;
        area.State = VmaState.Detached;
        area.Mm = mm;
        if (model.VmaLocks.Count != 0)
        {
            // vm_lock_seq becomes a number that mm_lock_seq never is.
            model.VmaLocks[vma.Index].Flags &= ~VmaLockFlags.WriteLocked;
        }

        return vma;
    }

    /// <summary>vm_area_free: at once, or in era B after a grace period.</summary>
    public static void Free(Vma vma)
    {
        var model = KernelModel.Current;
        ref var area = ref model.Slab[vma.Index];
        if (area.State is VmaState.Free or VmaState.AwaitsGracePeriod)
        {
            model.Events.Misuse(Misuse.UseAfterFree, Threads.Self);
            return;
        }

        BackingCounts.Put(model, area.Attributes.Backing);
        if (model.Settings.Era == VmaLockEra.B && GracePeriod.OpenSections(model) is var open and not 0)
        {
            area.State = VmaState.AwaitsGracePeriod;
            model.VmaLocks[vma.Index].GracePeriod = open;
            return;
        }

        Push(model, vma, area.Mm);
    }

    /// <summary>The grace period of an object has ended.</summary>
    public static void Recycle(Vma vma)
    {
        var model = KernelModel.Current;
        Push(model, vma, model.Slab[vma.Index].Mm);
    }

    private static void Push(KernelModel model, Vma vma, Mm mm)
    {
        ref var header = ref model.Header[0];

        // A cache that is SLAB_TYPESAFE_BY_RCU is not poisoned: there a pointer outlives the free, for those who follow
        // pointers. The other fields are poison all the same, which makes fewer states.
        var keepsPointers = model.Settings is { Era: VmaLockEra.C, TracksBacking: true };
        var backing = keepsPointers ? model.Slab[vma.Index].Attributes.Backing : Poison;
        model.Slab[vma.Index] = new VmArea
        {
            Start = header.FreeVma.Value,
            End = Poison,
            Attributes = new VmaAttributes(Poison, backing, Poison, 0x6B, 0x6B),
            State = VmaState.Free,
            Mm = mm,
        };
        header.FreeVma = vma;
    }
}
