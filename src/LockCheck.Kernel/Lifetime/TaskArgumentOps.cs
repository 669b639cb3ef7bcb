namespace LockCheck.Kernel;

/// <summary>find_task_by_vpid: the task behind a pid, without a reference.</summary>
internal readonly struct FindTask(byte tid) : IOperation<TaskRef>
{
    private readonly byte _tid = tid;

    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Read, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out TaskRef result)
    {
        var model = KernelModel.Current;
        var task = model.HasTasks ? new TaskRef(_tid) : model.TargetTask();
        var isThere = _tid == task.Tid
            && (model.Tasks.Field(task.Index, WorldFields.TaskFlags) & TaskFlags.Unhashed) == 0;
        result = isThere ? task : TaskRef.None;
        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var model = KernelModel.Of(state);
        var isReborn = model.MayBeReborn && model.Tasks.In(state, TaskRef.Reborn.Index).Usage > 0;
        var fails = !isReborn
            && (model.Tasks.In(state, model.HasTasks ? _tid - 1 : 0).Flags & TaskFlags.Unhashed) != 0;
        return $"find_task_by_vpid(pid {_tid}){(fails ? ": NULL" : string.Empty)}";
    }
}

/// <summary>get_task_struct: legal only while somebody else's reference, or RCU, keeps the task.</summary>
internal readonly struct GetTaskStruct(TaskRef task) : IOperation<None>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.TaskUsage, _task.Value, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (TaskLock.IsUsable(model, _task))
        {
            _ = model.TaskUsages.Add(_task.Index, 1);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"get_task_struct({_task})";
}

/// <summary>spin_trylock of alloc_lock.</summary>
internal readonly struct TaskTryLock(TaskRef task) : IOperation<bool>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.AllocLock, _task.Value, AccessMode.Write, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (!TaskLock.IsUsable(model, _task))
        {
            return true;
        }

        ref var holder = ref model.Tasks.Field(_task.Index, WorldFields.AllocLock);
        result = holder == 0;
        holder = result ? (byte)(self.Index + 1) : holder;
        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var fails = !_task.IsNone && KernelModel.Of(state).Tasks.In(state, _task.Index).AllocLock != 0;
        return $"task_trylock({_task}){(fails ? ": fails" : string.Empty)}";
    }
}
