namespace LockCheck.Kernel;

/// <summary>mmap_read_lock, mmap_write_lock and their killable forms: 0, or -EINTR with the lock not held.</summary>
/// <remarks>
/// At L1 a thread that cannot have the lock takes a step of its own to join the wait list, where others see it. A
/// sleeping killable waiter fails on a fatal signal of its own task; the target's death never makes it fail. At L2
/// <see cref="RwSemStealing"/> says who is let in while others wait; the first writer's HANDOFF is a step of its own.
/// </remarks>
internal readonly struct MmapLockAcquire(Mm mm, bool forWrite, bool killable) : IOperation<int>
{
    private readonly Mm _mm = mm;
    private readonly bool _forWrite = forWrite;
    private readonly bool _killable = killable;

    public Footprint Footprint => MmapLock.Footprint(_mm, AccessMode.Write, AccessOrder.Acquire);

    public bool IsEnabled(StateView state, ThreadId self)
    {
        if (_mm.IsNone)
        {
            return true;
        }

        var model = KernelModel.Of(state);
        ref readonly var sem = ref model.Mms.FieldIn(state, _mm.Index, WorldFields.Lock);
        if (IsAvailable(model, sem, self) || MmapLock.IsHeld(sem, self) || !model.MmCounts.IsPositive(state, _mm.Index))
        {
            // A thread that holds it already is let on, to be told so.
            return true;
        }

        return (_killable && (model.Settings.Faults & Faults.Signal) != 0 &&
                model.CanStrike(Faults.Signal, model.Header.FieldIn(state, 0, WorldFields.FaultsUsed))) ||
            (model.Settings.RwSem != RwSemLevel.L0 && !RwSemState.IsQueued(sem, self)) ||
            AsksForHandoff(model, sem, self);
    }

    public bool TryApply(ThreadId self, out int result)
    {
        result = 0;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        GracePeriod.MightSleep(model, self);
        ref var sem = ref model.Mms.Field(_mm.Index, WorldFields.Lock);
        if (!RwSemState.IsGranted(sem, self) && MmapLock.IsHeld(sem, self))
        {
            model.Events.Misuse(Misuse.DoubleLock, self);
            return true;
        }

        var available = IsAvailable(model, sem, self);
        var queued = RwSemState.IsQueued(sem, self);
        if (!available && !queued && model.Settings.RwSem != RwSemLevel.L0)
        {
            RwSemState.Enqueue(ref sem, self, _forWrite);
            return false;
        }

        var asks = AsksForHandoff(model, sem, self);
        var slept = queued || !available;
        if (_killable && slept && Interrupted(model, available || asks))
        {
            Leave(model, ref sem, self);
            model.Ledgers[self.Index].Killed = (sbyte)(model.ReaderOf(self) >= 0 ? 1 : 0);
            model.Events.Interrupted(self);
            result = Errno.EINTR;
            return true;
        }

        if (asks)
        {
            sem.Handoff = 1;
            return false;
        }

        Take(model, ref sem, self);
        if (_forWrite)
        {
            MmSequence.WriteLocked(model, _mm);
            model.Events.WriteLocked(_mm);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var name = (_forWrite ? "mmap_write_lock" : "mmap_read_lock") + (_killable ? "_killable" : string.Empty);
        if (_mm.IsNone)
        {
            return $"{name}(NULL)";
        }

        var model = KernelModel.Of(state);
        ref readonly var sem = ref model.Mms.In(state, _mm.Index).Lock;
        return $"{name}({_mm}){Manner(model, sem, self)}";
    }

    public string BlockedBy(StateView state, ThreadId self) => MmapLock.HeldBy(state, _mm);

    private static bool Interrupted(KernelModel model, bool canGoOn)
    {
        if (canGoOn)
        {
            return model.Strikes(Faults.Signal, "fatal signal");
        }

        // Asleep and enabled: only the signal can have woken it.
        model.Header[0].FaultsUsed |= (byte)Faults.Signal;
        return true;
    }

    private static void Leave(KernelModel model, ref RwSem sem, ThreadId self)
    {
        var wasFirst = RwSemState.PositionOf(sem, self) == 0;
        RwSemState.Dequeue(ref sem, self);
        if (wasFirst && (sem.Writer == 0 || model.Settings.RwSem == RwSemLevel.L2))
        {
            RwSemStealing.Wake(ref sem);
        }
    }

    private bool IsAvailable(KernelModel model, in RwSem sem, ThreadId self)
    {
        if (!_forWrite && RwSemState.IsGranted(sem, self))
        {
            return true;
        }

        var open = _forWrite ? RwSemState.IsFree(sem) : sem.Writer == 0;
        if (!open || sem.Waiters == 0)
        {
            return open;
        }

        if (model.Settings.RwSem == RwSemLevel.L2)
        {
            return _forWrite ? RwSemStealing.LetsWriterIn(sem, self) : RwSemStealing.LetsReaderIn(sem, self);
        }

        // At L1 a reader that waits sleeps until it is granted the lock; any writer wins a free one.
        return _forWrite || !RwSemState.IsQueued(sem, self);
    }

    private bool AsksForHandoff(KernelModel model, in RwSem sem, ThreadId self) =>
        _forWrite && model.Settings.RwSem == RwSemLevel.L2 && RwSemStealing.MayAskForHandoff(sem, self);

    private string Manner(KernelModel model, in RwSem sem, ThreadId self)
    {
        var queued = RwSemState.IsQueued(sem, self);
        if (IsAvailable(model, sem, self))
        {
            var isGranted = RwSemState.IsGranted(sem, self);
            return model.Settings.RwSem == RwSemLevel.L2 && sem.Waiters > 0 && !queued && !isGranted
                ? ": steals it"
                : string.Empty;
        }

        if (queued)
        {
            return AsksForHandoff(model, sem, self) ? ": asks for the handoff" : string.Empty;
        }

        return model.Settings.RwSem == RwSemLevel.L0 ? string.Empty : ": joins the wait list";
    }

    private void Take(KernelModel model, ref RwSem sem, ThreadId self)
    {
        RwSemState.Dequeue(ref sem, self);
        if (_forWrite)
        {
            sem.Writer = (byte)(self.Index + 1);
            return;
        }

        if (sem is { Readers: 0, Waiters: > 0 } && !RwSemState.IsReaderFirst(sem) && _mm == Mm.First
            && model.ReaderOf(self) is var reader and >= 0)
        {
            model.Events.Overtaken(reader);
        }

        sem.Granted &= (ushort)~RwSemState.Bit(self);
        sem.Readers |= RwSemState.Bit(self);
        if (model.Settings.RwSem == RwSemLevel.L2)
        {
            // Stolen between a release and its wake-up: the only reader wakes the others.
            RwSemState.WakeReaders(ref sem);
        }
    }
}
