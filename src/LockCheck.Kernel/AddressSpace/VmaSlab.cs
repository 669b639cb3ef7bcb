namespace LockCheck.Kernel;

/// <summary>
/// The slab of VMA objects: the last one freed is the next one allocated. Nobody may touch a freed object of eras A and
/// B, which is poisoned; one of era C keeps its type, and an RCU reader finds in it what was there, but for vm_start,
/// where the free pointer lies (protocols.md 1.0), until an allocation zeroes it.
/// </summary>
internal static class VmaSlab
{
    private const ushort Poison = 0x6B6B;

    // A free pointer is no address that anything is mapped at.
    private const ushort FreePointer = 0xF000;

    private static VmaAttributes PoisonedAttributes => new(Poison, Poison, Poison, 0x6B, 0x6B);

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
        header.FreeVma = NextFree(model, vma);
        var isZeroed = model.Settings.Era == VmaLockEra.C;
        area.Start = isZeroed ? (ushort)0 : Poison;
        area.End = isZeroed ? (ushort)0 : Poison;
        area.Attributes = isZeroed ? default : PoisonedAttributes;
        area.State = VmaState.Detached;
        area.Mm = mm;
        if (model.VmaLocks.Count != 0)
        {
            // vm_lock_seq becomes a number that mm_lock_seq never is.
            model.VmaLocks[vma.Index].Flags &= ~VmaLockFlags.WriteLocked;
        }

        return vma;
    }

    /// <summary>The free object below another one, or none.</summary>
    public static Vma NextFree(KernelModel model, Vma vma) =>
        new((ushort)(model.Slab[vma.Index].Start & ~FreePointer));

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

        if (model.Settings.Era == VmaLockEra.B && GracePeriod.OpenSections(model) is var open and not 0)
        {
            if (model.Names.IsFile(area.Attributes.Backing))
            {
                BackingCounts.Put(model, area.Attributes.Backing);
            }

            area.State = VmaState.AwaitsGracePeriod;
            model.VmaLocks[vma.Index].GracePeriod = open;
            return;
        }

        BackingCounts.Put(model, area.Attributes.Backing);
        Push(model, vma, area.Mm);
    }

    /// <summary>
    /// The grace period of an object has ended: its anon_name is dropped only now (vm_area_free_rcu_cb).
    /// </summary>
    public static void Recycle(Vma vma)
    {
        var model = KernelModel.Current;
        ref var area = ref model.Slab[vma.Index];
        if (!model.Names.IsFile(area.Attributes.Backing))
        {
            BackingCounts.Put(model, area.Attributes.Backing);
        }

        Push(model, vma, area.Mm);
    }

    private static void Push(KernelModel model, Vma vma, Mm mm)
    {
        ref var header = ref model.Header[0];
        ref var area = ref model.Slab[vma.Index];
        var isTypeStable = model.Settings.Era == VmaLockEra.C;
        if (!isTypeStable)
        {
            area.End = Poison;
            area.Attributes = PoisonedAttributes;
        }

        area.Start = (ushort)(isTypeStable ? FreePointer | header.FreeVma.Value : header.FreeVma.Value);
        area.State = VmaState.Free;
        area.Mm = mm;
        header.FreeVma = vma;
    }
}
