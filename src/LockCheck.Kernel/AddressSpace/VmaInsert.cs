namespace LockCheck.Kernel;

/// <summary>The part of mmap that puts memory into a range (protocols.md 3, W-mmap steps 2 and 3).</summary>
internal static class VmaInsert
{
    /// <summary>Merges the range into its neighbours, or inserts a new VMA by one tree store.</summary>
    /// <param name="mm">The address space, locked for write.</param>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="expandOnly">Whether only the VMA below may grow (VMG_FLAG_JUST_EXPAND).</param>
    /// <returns>0, or -ENOMEM with nothing changed.</returns>
    public static async Routine<int> Put(
        Mm mm, int start, int end, VmaAttributes attributes, bool expandOnly = false)
    {
        // 2. A merge that finds no memory is given up, and a new object tried.
        if (await VmaMerge.MergeNew(mm, start, end, attributes, expandOnly) == MergeOutcome.Merged)
        {
            return 0;
        }

        // 3. A new object.
        var made = await New(mm, start, end, attributes, isLocked: true);
        return made.IsNone ? Errno.ENOMEM : 0;
    }

    /// <summary>A new VMA: filled in, locked and attached before it is stored.</summary>
    /// <param name="mm">The address space, locked for write.</param>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="isLocked">Whether it is locked: not in v6.4 (protocols.md 5, number 41).</param>
    /// <returns>The VMA; none for want of memory, with nothing changed.</returns>
    public static async Routine<Vma> New(Mm mm, int start, int end, VmaAttributes attributes, bool isLocked)
    {
        if (KernelModel.Current.Strikes(Faults.NoMem, "vm_area_alloc fails"))
        {
            return Vma.None;
        }

        var made = VmaSlab.Allocate(mm);
        await BeforeFill(start, end);
        Fill(made, start, end, attributes);
        if (isLocked)
        {
            await VmaWriteLock.Attach(made);
        }
        else
        {
            made.Raw.State = VmaState.Attached;
        }

        await TreeStore.Store(mm, start, end, made);
        return made;
    }

    /// <summary>
    /// The step before the fields of a new object are written, where somebody may still look at the object through an
    /// old pointer; of no use elsewhere, and then no step.
    /// </summary>
    public static async Routine BeforeFill(int start, int end)
    {
        if (KernelModel.Current.Settings.Era == VmaLockEra.C)
        {
            await WriterStep.Before(WriterCall.Fill, start, end);
        }
    }

    /// <summary>
    /// The attributes of new anonymous memory: the virtual page number stands for its offset.
    /// </summary>
    public static VmaAttributes Fresh(int start, byte prot) => new(start, 0, 0, prot, 0);

    /// <summary>Writes the fields of a new object.</summary>
    public static void Fill(Vma made, int start, int end, VmaAttributes attributes)
    {
        ref var fields = ref made.Raw;
        fields.Start = (ushort)start;
        fields.End = (ushort)end;
        fields.Attributes = attributes;
        BackingCounts.Get(KernelModel.Current, attributes.Backing);
    }
}
