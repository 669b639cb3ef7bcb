namespace LockCheck.Kernel;

/// <summary>mmget: mm_users + 1, legal only if it is above zero.</summary>
internal readonly struct MmGet(Mm mm) : IOperation<None>
{
    private readonly Mm _mm = mm;

    public Footprint Footprint => new(FootprintKinds.MmUsers, _mm.Value, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        if (!model.MmUsers.IsPositive(_mm.Index))
        {
            model.Events.Misuse(Misuse.RefcountUnderflow, self);
        }

        _ = model.MmUsers.Add(_mm.Index, 1);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"mmget({_mm})";
}

/// <summary>mmget_not_zero: mm_users + 1 if it is above zero; the result tells whether it was.</summary>
internal readonly struct MmGetNotZero(Mm mm) : IOperation<bool>
{
    private readonly Mm _mm = mm;

    public Footprint Footprint => new(FootprintKinds.MmUsers, _mm.Value, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (MmapLock.IsUsable(model, _mm) && model.MmUsers.IsPositive(_mm.Index))
        {
            _ = model.MmUsers.Add(_mm.Index, 1);
            result = true;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var fails = !_mm.IsNone && KernelModel.Of(state).Mms.In(state, _mm.Index).Users == 0;
        return $"mmget_not_zero({_mm}){(fails ? ": fails" : string.Empty)}";
    }
}

/// <summary>
/// The decrement of mmput; the result tells whether it was the last user. That of mmput_async, which does not sleep,
/// and queues the work of the last one.
/// </summary>
internal readonly struct MmPutUser(Mm mm, bool owned, bool async = false) : IOperation<bool>
{
    private readonly Mm _mm = mm;
    private readonly bool _owned = owned;
    private readonly bool _async = async;

    public Footprint Footprint => new(FootprintKinds.MmUsers, _mm.Value, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        if (!_async)
        {
            GracePeriod.MightSleep(model, self);
        }

        // The reference that a task has on its own mm was there from the start, in nobody's ledger.
        var users = model.MmUsers;
        if (!users.IsPositive(_mm.Index) || (_owned && model.Ledgers.Field(self.Index, WorldFields.MmUsers) <= 0))
        {
            if (_owned && users.IsPositive(_mm.Index))
            {
                model.Ledgers[self.Index].MmUsers--;
            }

            model.Events.Misuse(Misuse.RefcountUnderflow, self);
            return true;
        }

        result = (_owned ? users.Add(_mm.Index, -1) : --model.Mms.Field(_mm.Index, WorldFields.Users)) == 0;
        if (result && _async)
        {
            KworkerActor.Queue(model, _mm);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => _async ? $"mmput_async({_mm})" : $"mmput({_mm})";
}

/// <summary>mmgrab: mm_count + 1.</summary>
internal readonly struct MmGrab(Mm mm) : IOperation<None>
{
    private readonly Mm _mm = mm;

    public Footprint Footprint => new(FootprintKinds.MmCount, _mm.Value, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (MmapLock.IsUsable(model, _mm))
        {
            _ = model.MmCounts.Add(_mm.Index, 1);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"mmgrab({_mm})";
}

/// <summary>mmdrop: mm_count - 1; at zero the struct is freed at once, without a grace period.</summary>
internal readonly struct MmDrop(Mm mm, bool owned = true) : IOperation<None>
{
    private readonly Mm _mm = mm;
    private readonly bool _owned = owned;

    public Footprint Footprint => new(FootprintKinds.MmCount, _mm.Value, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        if (!_owned)
        {
            model.Mms.Field(_mm.Index, WorldFields.Count)--;
            return true;
        }

        _ = model.MmCounts.Add(_mm.Index, -1);
        if (model.Ledgers.Field(self.Index, WorldFields.MmCounts) < 0)
        {
            model.Events.Misuse(Misuse.RefcountUnderflow, self);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"mmdrop({_mm})";
}

/// <summary>W{task.mm} = NULL and other plain stores of exit, under alloc_lock.</summary>
internal readonly struct ExitStore(TaskRef task, bool unhash) : IOperation<None>
{
    private readonly TaskRef _task = task;
    private readonly bool _unhash = unhash;

    public Footprint Footprint => _unhash
        ? new(FootprintKinds.PidTable, 0, AccessMode.Write, AccessOrder.Fence)
        : new(FootprintKinds.TaskMm, _task.Value, AccessMode.Write, AccessOrder.Plain);

    public bool IsEnabled(StateView state, ThreadId self) =>
        !Cpu.IsInterrupted(KernelModel.Of(state), state, self);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        ref var fields = ref model.Tasks[_task.Index];
        if (_unhash)
        {
            // release_task: off the pid table, and the reference that being alive was worth.
            fields.Flags |= TaskFlags.Unhashed;
            TaskGrace.Release(model, _task.Index);
            return true;
        }

        var mm = fields.Mm;
        fields.Mm = Mm.None;
        model.Events.MapReplaced(mm);
        model.Events.TasksChanged();
        return true;
    }

    public string Describe(StateView state, ThreadId self) =>
        _unhash ? $"release_task({_task})" : $"W{{{_task}.mm}} = NULL";

    public string BlockedBy(StateView state, ThreadId self) => Cpu.InterruptedText;
}
