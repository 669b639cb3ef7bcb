namespace LockCheck.Kernel;

/// <summary>__split_vma (protocols.md 1.7, "Split").</summary>
internal static class VmaSplit
{
    /// <summary>
    /// Splits a VMA in two. The original object keeps the part that the caller is going to change or remove; the other
    /// part becomes a new object.
    /// </summary>
    /// <param name="mm">The address space, locked for write.</param>
    /// <param name="vma">The VMA.</param>
    /// <param name="at">Where, in pages, strictly inside it.</param>
    /// <param name="newBelow">Whether the new object is the lower part.</param>
    /// <returns>0, or -ENOMEM with nothing changed.</returns>
    public static async Routine<int> Split(Mm mm, Vma vma, int at, bool newBelow)
    {
        // 1. The new object, detached, a copy of the original but for its range.
        if (KernelModel.Current.Strikes(Faults.NoMem, "vm_area_alloc fails"))
        {
            return Errno.ENOMEM;
        }

        var made = VmaSlab.Allocate(mm);
        await VmaInsert.BeforeFill(newBelow ? vma.Raw.Start : at, newBelow ? at : vma.Raw.End);
        Copy(vma, made, at, newBelow);

        // 2. Readers of the VMA's own lock are kept out.
        await VmaWriteLock.Start(vma);

        // 3. The fields now say less than the tree.
        await WriterStep.Before(
            WriterCall.SetRange, newBelow ? at : vma.Raw.Start, newBelow ? vma.Raw.End : at);
        VmaTree.Touch(vma.Raw.Start, vma.Raw.End);
        Shrink(vma, at, newBelow);

        // 4. The new object goes into the tree.
        await VmaWriteLock.Attach(made);
        await TreeStore.Store(mm, made.Raw.Start, made.Raw.End, made);
        return 0;
    }

    private static void Copy(Vma from, Vma to, int at, bool newBelow)
    {
        ref var source = ref from.Raw;
        ref var copy = ref to.Raw;
        copy.Start = newBelow ? source.Start : (ushort)at;
        copy.End = newBelow ? (ushort)at : source.End;
        copy.Attributes = source.Attributes;
        BackingCounts.Get(KernelModel.Current, copy.Attributes.Backing);
        if (!newBelow)
        {
            copy.Attributes.Pgoff += at - source.Start;
        }
    }

    private static void Shrink(Vma vma, int at, bool newBelow)
    {
        ref var fields = ref vma.Raw;
        if (newBelow)
        {
            fields.Attributes.Pgoff += at - fields.Start;
            fields.Start = (ushort)at;
        }
        else
        {
            fields.End = (ushort)at;
        }
    }
}
