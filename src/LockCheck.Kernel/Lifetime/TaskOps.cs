namespace LockCheck.Kernel;

/// <summary>task_seq_get_next over all tasks: look up, take a reference, skip the dead.</summary>
internal readonly struct TaskSeqGetNext(byte tid) : IOperation<TaskRef>
{
    private readonly byte _tid = tid;

    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out TaskRef result)
    {
        result = TaskRef.None;
        var model = KernelModel.Current;
        var task = model.HasTasks ? TaskGroups.FindFrom(model, _tid) : model.TargetTask();
        if (task.IsNone)
        {
            return true;
        }

        ref var fields = ref model.Tasks[task.Index];
        if (_tid <= task.Tid && fields.Usage > 0 && (fields.Flags & TaskFlags.Unhashed) == 0)
        {
            fields.Usage++;
            model.Ledgers[self.Index].TaskRefs++;
            result = task;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"task_seq_get_next(tid {_tid})";
}

/// <summary>get_pid_task: look up one pid, and take a reference.</summary>
internal readonly struct GetPidTask(byte tid, bool asProcess) : IOperation<TaskRef>
{
    private readonly byte _tid = tid;
    private readonly bool _asProcess = asProcess;

    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out TaskRef result)
    {
        result = TaskRef.None;
        var model = KernelModel.Current;
        var task = model.HasTasks ? new TaskRef(_tid) : TaskRef.Target;
        if (_tid == task.Value && model.TaskUsages.IsPositive(task.Index)
            && (model.Tasks.Field(task.Index, WorldFields.TaskFlags) & TaskFlags.Unhashed) == 0
            && !(_asProcess && !task.IsGroupLeader))
        {
            _ = model.TaskUsages.Add(task.Index, 1);
            result = task;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var model = KernelModel.Of(state);
        var index = model.HasTasks ? _tid - 1 : 0;
        var fails = model.Tasks.In(state, index).Flags.HasFlag(TaskFlags.Unhashed)
            || (_asProcess && model.Settings.Tasks!.World.Tasks[index].Tgid != _tid);
        return $"get_pid_task(pid {_tid}{(_asProcess ? ", as a process" : string.Empty)})"
            + (fails ? ": NULL" : string.Empty);
    }
}

/// <summary>put_task_struct.</summary>
internal readonly struct PutTaskStruct(TaskRef task) : IOperation<None>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.TaskUsage, _task.Value, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!TaskLock.IsUsable(model, _task))
        {
            return true;
        }

        _ = model.TaskUsages.Add(_task.Index, -1);
        if (model.Ledgers.Field(self.Index, WorldFields.TaskRefs) < 0)
        {
            model.Events.Misuse(Misuse.RefcountUnderflow, self);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"put_task_struct({_task})";
}

/// <summary>R{task.mm}: a racy read, outside alloc_lock.</summary>
internal readonly struct ReadTaskMm(TaskRef task) : IOperation<Mm>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.TaskMm, _task.Value, AccessMode.Read, AccessOrder.Plain);

    public bool TryApply(ThreadId self, out Mm result)
    {
        result = Mm.None;
        var model = KernelModel.Current;
        if (TaskLock.IsUsable(model, _task))
        {
            Stepper.Current.RacyAccess();
            result = model.Tasks.Field(_task.Index, WorldFields.TaskMm);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"R{{{_task}.mm}}";
}

/// <summary>task_lock and task_unlock: the spinlock alloc_lock.</summary>
internal readonly struct TaskLock(TaskRef task, bool unlock) : IOperation<None>
{
    private readonly TaskRef _task = task;
    private readonly bool _unlock = unlock;

    public Footprint Footprint => new(FootprintKinds.AllocLock, _task.Value, AccessMode.Write, AccessOrder.Acquire);

    public static bool IsUsable(KernelModel model, TaskRef task)
    {
        if (task.IsNone)
        {
            model.Events.Misuse(Misuse.NullDereference, Threads.Self);
            return false;
        }

        if (!model.TaskUsages.IsPositive(task.Index))
        {
            model.Events.Misuse(Misuse.UseAfterFree, Threads.Self);
            return false;
        }

        return true;
    }

    public bool IsEnabled(StateView state, ThreadId self) =>
        _unlock
            ? !Cpu.IsInterrupted(KernelModel.Of(state), state, self)
            : _task.IsNone || KernelModel.Of(state).Tasks.FieldIn(state, _task.Index, WorldFields.AllocLock) == 0;

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!IsUsable(model, _task))
        {
            return true;
        }

        ref var holder = ref model.Tasks.Field(_task.Index, WorldFields.AllocLock);
        if (_unlock && holder != self.Index + 1)
        {
            model.Events.Misuse(Misuse.UnlockWithoutLock, self);
        }

        holder = _unlock ? (byte)0 : (byte)(self.Index + 1);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"{(_unlock ? "task_unlock" : "task_lock")}({_task})";

    public string BlockedBy(StateView state, ThreadId self)
    {
        if (_unlock)
        {
            return Cpu.InterruptedText;
        }

        var holder = KernelModel.Of(state).Tasks.In(state, _task.Index).AllocLock;
        return holder == 0
            ? string.Empty
            : $"waits for alloc_lock, held by {state.NameOf(ThreadId.Of(holder - 1))}";
    }
}
