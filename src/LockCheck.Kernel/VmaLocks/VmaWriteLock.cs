namespace LockCheck.Kernel;

/// <summary>
/// The write side of a VMA's own lock: vma_start_write, vma_mark_attached, vma_mark_detached (protocols.md 1.3). The
/// mmap_lock is held for write; there is no unlock, because the next commit of the mm releases all of them.
/// </summary>
/// <remarks>
/// In era A nothing is locked, and the calls only are the points of protocols.md 1.7 at which others may run.
/// </remarks>
internal static class VmaWriteLock
{
    /// <summary>vma_start_write: waits for the readers of the VMA.</summary>
    public static Pending<None> Start(Vma vma) => Issue(VmaWriteCall.Start, vma);

    /// <summary>vma_start_write of the participants of a merge, the middle one first.</summary>
    public static async Routine Start(Vma middle, Vma next, Vma before, int start, int end)
    {
        if (KernelModel.Current.Settings.Era == VmaLockEra.A)
        {
            await Operation.Issue(new VmaWriteOperation(VmaWriteCall.Start, Vma.None, start, end));
            return;
        }

        if (!middle.IsNone)
        {
            await Start(middle);
        }

        if (!next.IsNone)
        {
            await Start(next);
        }

        if (!before.IsNone)
        {
            await Start(before);
        }
    }

    /// <summary>vma_mark_detached: waits for the readers that are just finding out that it is write-locked.</summary>
    public static Pending<None> MarkDetached(Vma vma) => Issue(VmaWriteCall.MarkDetached, vma);

    /// <summary>
    /// vma_start_write and vma_mark_attached of an object that is about to be stored: a step of its own only where
    /// somebody may still look at the object through an old pointer.
    /// </summary>
    public static async Routine Attach(Vma vma)
    {
        if (KernelModel.Current.Settings.Era != VmaLockEra.A)
        {
            await Issue(VmaWriteCall.MarkAttached, vma);
        }
        else
        {
            vma.Raw.State = VmaState.Attached;
        }
    }

    private static Pending<None> Issue(VmaWriteCall call, Vma vma) =>
        Operation.Issue(new VmaWriteOperation(call, vma, vma.Raw.Start, vma.Raw.End));
}

/// <summary>What a writer does to a VMA's lock.</summary>
internal enum VmaWriteCall : byte
{
    /// <summary>vma_start_write.</summary>
    Start,

    /// <summary>vma_mark_attached; the object is detached, so that its write lock needs no waiting.</summary>
    MarkAttached,

    /// <summary>vma_mark_detached.</summary>
    MarkDetached,
}

/// <summary>A step on the write side of a VMA's lock.</summary>
internal readonly struct VmaWriteOperation(VmaWriteCall call, Vma vma, int start, int end) : IOperation<None>
{
    private readonly Vma _vma = vma;
    private readonly ushort _start = (ushort)start;
    private readonly ushort _end = (ushort)end;
    private readonly ushort _call = (ushort)call;

    public Footprint Footprint => new(FootprintKinds.VmaLock, _vma.Value, AccessMode.Write, AccessOrder.Fence);

    private VmaWriteCall Call => (VmaWriteCall)_call;

    public bool IsEnabled(StateView state, ThreadId self)
    {
        var model = KernelModel.Of(state);
        if (model.VmaLocks.Count == 0 || _vma.IsNone)
        {
            return true;
        }

        // The writer always gets as far as keeping new readers out; then it waits for those that are in.
        ref readonly var locked = ref model.VmaLocks.In(state, _vma.Index);
        return locked.Readers == 0 || (locked.Flags & VmaLockFlags.ExcludesReaders) == 0;
    }

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        var mm = _vma.IsNone ? Mm.First : model.Slab.Field(_vma.Index, WorldFields.VmMm);
        if (model.Mms.Field(mm.Index, WorldFields.LockWriter) != self.Index + 1)
        {
            model.Events.Misuse(Misuse.Unprotected, self);
        }

        return model.VmaLocks.Count == 0 || _vma.IsNone ? Mark(model) : TryLock(model);
    }

    public string Describe(StateView state, ThreadId self) =>
        $"{NameOf(Call)} {_start}-{_end}{(IsWaiting(state) ? ": waits for readers" : string.Empty)}";

    public string BlockedBy(StateView state, ThreadId self)
    {
        var readers = KernelModel.Of(state).VmaLocks.In(state, _vma.Index).Readers;
        var names = new List<string>();
        for (var slot = 0; slot < state.ThreadCount; slot++)
        {
            if ((readers & (1 << slot)) != 0)
            {
                names.Add(state.NameOf(ThreadId.Of(slot)));
            }
        }

        return $"waits for {_vma} {_start}-{_end}, held for read by {string.Join(", ", names)}";
    }

    private static string NameOf(VmaWriteCall call) => call switch
    {
        VmaWriteCall.Start => "vma_start_write",
        VmaWriteCall.MarkAttached => "vma_mark_attached",
        _ => "vma_mark_detached",
    };

    private bool IsWaiting(StateView state)
    {
        var model = KernelModel.Of(state);
        return model.VmaLocks.Count != 0 && !_vma.IsNone && Waits(model, model.VmaLocks.In(state, _vma.Index));
    }

    /// <summary>Whether the step finds readers that it has to wait for.</summary>
    private bool Waits(KernelModel model, in VmaLockState locked) => locked.Readers != 0 && Call switch
    {
        VmaWriteCall.Start => (locked.Flags & VmaLockFlags.WriteLocked) == 0,
        VmaWriteCall.MarkDetached => model.Settings.Era == VmaLockEra.C,
        _ => false,
    };

    private bool TryLock(KernelModel model)
    {
        ref var locked = ref model.VmaLocks[_vma.Index];
        if (Waits(model, locked))
        {
            locked.Flags |= VmaLockFlags.ExcludesReaders;
            if (Call == VmaWriteCall.MarkDetached)
            {
                model.Slab[_vma.Index].State = VmaState.Detached;
            }

            return false;
        }

        locked.Flags &= ~VmaLockFlags.ExcludesReaders;
        locked.Flags |= VmaLockFlags.WriteLocked;
        return Mark(model);
    }

    private bool Mark(KernelModel model)
    {
        if (Call != VmaWriteCall.Start)
        {
            model.Slab[_vma.Index].State =
                Call == VmaWriteCall.MarkAttached ? VmaState.Attached : VmaState.Detached;
        }

        return true;
    }
}
