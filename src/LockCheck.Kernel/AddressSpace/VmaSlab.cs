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
            Push(model, new Vma((ushort)(index + 1)));
        }
    }

    /// <summary>Takes an object; its fields are poison until they are written.</summary>
    public static Vma Allocate()
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
        return vma;
    }

    public static void Free(Vma vma)
    {
        var model = KernelModel.Current;
        if (model.Slab[vma.Index].State == VmaState.Free)
        {
            model.Events.Misuse(Misuse.UseAfterFree, Threads.Self);
            return;
        }

        Push(model, vma);
    }

    private static void Push(KernelModel model, Vma vma)
    {
        ref var header = ref model.Header[0];
        model.Slab[vma.Index] = new VmArea
        {
            Start = header.FreeVma.Value,
            End = Poison,
            Attributes = new VmaAttributes(Poison, Poison, Poison, 0x6B, 0x6B),
            State = VmaState.Free,
        };
        header.FreeVma = vma;
    }
}
