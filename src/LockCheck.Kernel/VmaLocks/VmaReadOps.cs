namespace LockCheck.Kernel;

/// <summary>Which comparison of vm_lock_seq with mm_lock_seq a racy load belongs to.</summary>
internal enum VmaLockSeqCheck : byte
{
    /// <summary>R{v.lseq}, to be compared by the next step.</summary>
    ReadVma,

    /// <summary>R{mm.seq}, compared with the v.lseq that was read.</summary>
    Compare,

    /// <summary>A load-acquire of mm.seq, compared with the v.lseq of a VMA whose reference is held.</summary>
    UnderReference,
}

/// <summary>A racy load of vm_lock_seq or mm_lock_seq; the result tells whether they are equal.</summary>
internal readonly struct VmaLockSeqRead(Mm mm, Vma vma, VmaLockSeqCheck check) : IOperation<bool>
{
    private readonly Vma _vma = vma;
    private readonly Mm _mm = mm;
    private readonly VmaLockSeqCheck _check = check;

    public Footprint Footprint => _check == VmaLockSeqCheck.ReadVma
        ? new(FootprintKinds.VmaLock, _vma.Value, AccessMode.Read, AccessOrder.Once)
        : new(FootprintKinds.MmSeq, _mm.Value, AccessMode.Read, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (!VmaAccess.IsReadable(model, _vma, self))
        {
            return true;
        }

        Stepper.Current.RacyAccess();
        var isLocked = model.VmaLocks.HasBits(_vma.Index, WorldFields.VmaFlags, (ulong)VmaLockFlags.WriteLocked)
            && model.Slab.Field(_vma.Index, WorldFields.VmMm) == _mm;
        switch (_check)
        {
            case VmaLockSeqCheck.ReadVma:
                MmSequence.Clear(model, self, SequenceWatch.LockSeqEqual);
                if (isLocked)
                {
                    MmSequence.Set(model, self, _mm, SequenceWatch.LockSeqEqual);
                }

                break;
            case VmaLockSeqCheck.Compare:
                result = MmSequence.Has(model, self, SequenceWatch.LockSeqEqual);
                MmSequence.Clear(model, self, SequenceWatch.LockSeqEqual);
                break;
            default:
                result = isLocked;
                break;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => _check switch
    {
        VmaLockSeqCheck.ReadVma => $"R{{vm_lock_seq}} of {VmaAccess.NameOf(_vma, state)}",
        VmaLockSeqCheck.Compare => $"R{{{_mm}.mm_lock_seq}}",
        _ => $"R{{{_mm}.mm_lock_seq}} against {VmaAccess.NameOf(_vma, state)}",
    };
}

/// <summary>
/// refcount_inc_not_zero_limited of vm_refcnt; in era B the trylock of the VMA's rwsem, which takes a detached VMA too.
/// </summary>
internal readonly struct VmaRefGet(Vma vma) : IOperation<VmaStartRead>
{
    private readonly Vma _vma = vma;

    public Footprint Footprint => new(FootprintKinds.VmaLock, _vma.Value, AccessMode.Write, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out VmaStartRead result)
    {
        result = VmaStartRead.Busy;
        var model = KernelModel.Current;
        if (!VmaAccess.IsReadable(model, _vma, self))
        {
            return true;
        }

        if (model.Settings.Era == VmaLockEra.C
            && model.Slab.Field(_vma.Index, WorldFields.State) != VmaState.Attached
            && model.VmaLocks.Field(_vma.Index, WorldFields.VmaReaders) == 0)
        {
            result = VmaStartRead.Detached;
        }
        else if (!model.VmaLocks.HasBits(_vma.Index, WorldFields.VmaFlags, (ulong)VmaLockFlags.ExcludesReaders))
        {
            VmaAccess.Take(model, _vma, self);
            result = VmaStartRead.Locked;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => KernelModel.Of(state).Settings.Era == VmaLockEra.B
        ? $"down_read_trylock of {VmaAccess.NameOf(_vma, state)}"
        : $"get vm_refcnt of {VmaAccess.NameOf(_vma, state)}";
}

/// <summary>vma_start_read_locked.</summary>
internal readonly struct VmaRefGetLocked(Vma vma) : IOperation<bool>
{
    private readonly Vma _vma = vma;

    public Footprint Footprint => new(FootprintKinds.VmaLock, _vma.Value, AccessMode.Write, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (_vma.IsNone || !MmapLock.IsHeld(model, model.Slab.Field(_vma.Index, WorldFields.VmMm), self))
        {
            model.Events.Misuse(_vma.IsNone ? Misuse.NullDereference : Misuse.Unprotected, self);
            return true;
        }

        result = !model.Strikes(Faults.RefLimit, "vm_refcnt is at its limit");
        if (result)
        {
            VmaAccess.Take(model, _vma, self);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) =>
        $"vma_start_read_locked({VmaAccess.NameOf(_vma, state)})";
}

/// <summary>The decrement of vma_end_read; the result tells whether only a waiting writer is left.</summary>
internal readonly struct VmaRefPut(Vma vma) : IOperation<bool>
{
    private readonly Vma _vma = vma;

    public Footprint Footprint => new(FootprintKinds.VmaLock, _vma.Value, AccessMode.Write, AccessOrder.Release);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (_vma.IsNone || !VmaAccess.IsHeld(model, _vma, self))
        {
            model.Events.Misuse(_vma.IsNone ? Misuse.NullDereference : Misuse.UnlockWithoutLock, self);
            return true;
        }

        model.VmaLocks.ClearBits(_vma.Index, WorldFields.VmaReaders, 1UL << self.Index);
        result = model.VmaLocks.HasBits(_vma.Index, WorldFields.VmaFlags, (ulong)VmaLockFlags.ExcludesReaders)
            && model.VmaLocks.Field(_vma.Index, WorldFields.VmaReaders) == 0;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"vma_end_read({VmaAccess.NameOf(_vma, state)})";
}

/// <summary>
/// rcuwait_wake_up of the mm's <c>vma_writer_wait</c>. The writer goes on by itself here; what counts is that the wait
/// queue lies in an mm that may be gone (protocols.md 5, number 43).
/// </summary>
internal readonly struct VmaWakeWriter(Mm mm) : IOperation<None>
{
    private readonly Mm _mm = mm;

    public Footprint Footprint => new(FootprintKinds.MmCount, _mm.Value, AccessMode.Read, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        _ = MmapLock.IsUsable(KernelModel.Current, _mm);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"wake the writer of a VMA of {_mm}";
}
