namespace LockCheck.Kernel;

/// <summary>mmap_read_trylock: fails on a writer, and whenever anybody is queued.</summary>
internal readonly struct MmapReadTryLock(Mm mm) : IOperation<bool>
{
    private readonly Mm _mm = mm;

    public Footprint Footprint => MmapLock.Footprint(_mm, AccessMode.Write, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        ref var sem = ref model.Mms.Field(_mm.Index, WorldFields.Lock);
        if (MmapLock.IsHeld(sem, self))
        {
            // A program that holds the lock may try for it once more: it does not wait for whoever waits for it.
            if (sem.Writer != 0 || !Cpu.HasOwn(model, self))
            {
                model.Events.Misuse(Misuse.DoubleLock, self);
                return true;
            }

            result = sem.Waiters == 0;
            Cpu.Of(model, self).NestedReads += (byte)(result ? 1 : 0);
            return true;
        }

        result = sem is { Writer: 0, Waiters: 0 };
        if (result)
        {
            sem.Readers |= RwSemState.Bit(self);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"mmap_read_trylock({_mm})";
}

/// <summary>mmap_read_unlock.</summary>
internal readonly struct MmapReadUnlock(Mm mm) : IOperation<None>
{
    private readonly Mm _mm = mm;

    public Footprint Footprint => MmapLock.Footprint(_mm, AccessMode.Write, AccessOrder.Release);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        ref var sem = ref model.Mms.Field(_mm.Index, WorldFields.Lock);
        if ((sem.Readers & RwSemState.Bit(self)) == 0)
        {
            model.Events.Misuse(Misuse.UnlockWithoutLock, self);
            return true;
        }

        if (Cpu.HasOwn(model, self) && Cpu.Of(model, self).NestedReads > 0)
        {
            Cpu.Of(model, self).NestedReads--;
            return true;
        }

        sem.Readers &= (ushort)~RwSemState.Bit(self);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"mmap_read_unlock({_mm})";
}

/// <summary>mmap_write_unlock and mmap_write_downgrade: both end a write critical section, which is a commit.</summary>
/// <remarks>At L2 an unlock with a reader at the head is two steps, see <see cref="RwSemStealing"/>.</remarks>
internal readonly struct MmapWriteRelease(Mm mm, bool downgrade) : IOperation<None>
{
    private readonly Mm _mm = mm;
    private readonly bool _downgrade = downgrade;

    public Footprint Footprint => MmapLock.Footprint(_mm, AccessMode.Write, AccessOrder.Release);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        ref var sem = ref model.Mms.Field(_mm.Index, WorldFields.Lock);
        if (IsWaking(sem, self))
        {
            sem.Waking &= (byte)~RwSemState.Bit(self);
            RwSemStealing.Wake(ref sem);
            return true;
        }

        if (sem.Writer != self.Index + 1)
        {
            model.Events.Misuse(Misuse.UnlockWithoutLock, self);
            return true;
        }

        MmSequence.WriteReleased(model, _mm);
        sem.Writer = 0;
        if (_downgrade)
        {
            sem.Readers |= RwSemState.Bit(self);
        }

        var wakesLater = !_downgrade && model.Settings.RwSem == RwSemLevel.L2 &&
            RwSemState.IsReaderFirst(sem) && sem.Handoff == 0;
        if (wakesLater)
        {
            sem.Waking |= (byte)RwSemState.Bit(self);
        }
        else
        {
            RwSemState.WakeReaders(ref sem);
        }

        model.Events.Commit(_mm);
        return !wakesLater;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var name = _downgrade ? "mmap_write_downgrade" : "mmap_write_unlock";
        var isWaking = !_mm.IsNone && IsWaking(KernelModel.Of(state).Mms.In(state, _mm.Index).Lock, self);
        return $"{name}({_mm}){(isWaking ? ": wakes the waiting readers" : string.Empty)}";
    }

    private static bool IsWaking(in RwSem sem, ThreadId self) => (sem.Waking & RwSemState.Bit(self)) != 0;
}

/// <summary>mmap_lock_is_contended: whether anybody is queued. A racy look at the wait list.</summary>
internal readonly struct MmapLockIsContended(Mm mm) : IOperation<bool>
{
    private readonly Mm _mm = mm;

    public Footprint Footprint => MmapLock.Footprint(_mm, AccessMode.Read, AccessOrder.Plain);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (MmapLock.IsUsable(model, _mm))
        {
            result = model.Mms.Field(_mm.Index, WorldFields.Lock).Waiters > 0;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var waiters = _mm.IsNone ? 0 : KernelModel.Of(state).Mms.In(state, _mm.Index).Lock.Waiters;
        return $"mmap_lock_is_contended({_mm}){(waiters > 0 ? ": yes" : string.Empty)}";
    }
}
