namespace LockCheck.Kernel;

/// <summary>
/// next_thread, and the tid of what it finds, inside an RCU read section; before that pid_alive, if the revision asks.
/// </summary>
internal readonly struct NextThread(TaskRef task, bool ifAlive) : IOperation<TaskRef>
{
    private readonly TaskRef _task = task;
    private readonly bool _ifAlive = ifAlive;

    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Read, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out TaskRef result)
    {
        var model = KernelModel.Current;
        var goesOn = TaskLock.IsUsable(model, _task) && !(_ifAlive && !TaskGroups.IsThere(model, _task.Index));
        result = goesOn ? TaskGroups.NextOf(model, _task) : TaskRef.None;
        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        var isDead = (KernelModel.Of(state).Tasks.In(state, _task.Index).Flags & TaskFlags.Unhashed) != 0;
        return isDead && _ifAlive ? $"pid_alive({_task}): it is dead" : $"next_thread({_task})";
    }
}

/// <summary>R{task.files} == R{task.group_leader.files}: racy, inside an RCU read section, which keeps both.</summary>
internal readonly struct CompareFiles(TaskRef task) : IOperation<bool>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.TaskFiles, _task.Value, AccessMode.Read, AccessOrder.Plain);

    public bool TryApply(ThreadId self, out bool result)
    {
        var model = KernelModel.Current;
        result = false;
        if (TaskLock.IsUsable(model, _task))
        {
            Stepper.Current.RacyAccess();
            result = TaskGroups.SharesFiles(model, _task);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"R{{{_task}.files}} == R{{its leader's files}}";
}

/// <summary>
/// task_lookup_next_fdget_rcu: the next open descriptor of a task, and a reference to its file. The table is found
/// under alloc_lock, where nothing else is done to the task.
/// </summary>
internal readonly struct NextFile(TaskRef task, byte fd) : IOperation<TaskFile>
{
    private readonly TaskRef _task = task;
    private readonly byte _fd = fd;

    public Footprint Footprint => new(FootprintKinds.TaskFiles, _task.Value, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out TaskFile result)
    {
        result = TaskFile.None;
        var model = KernelModel.Current;
        if (!TaskLock.IsUsable(model, _task) || model.TaskFiles[_task.Index] is not (> 0 and var table))
        {
            return true;
        }

        for (var next = _fd; next < TaskWorld.FdsMax; next++)
        {
            if ((model.FilesTables[table - 1].Fds & (1 << next)) != 0)
            {
                result = new TaskFile(_task, next, (byte)(((table - 1) * TaskWorld.FdsMax) + next + 1));
                model.OpenFiles[result.Index]++;
                model.Walks.Field(GracePeriod.WalkOf(model, self), WorldFields.BackingRefs)++;
                break;
            }
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"task_lookup_next_fdget_rcu({_task}, fd {_fd})";
}

/// <summary>fput: may sleep only where it is the last one, and then later, by task work.</summary>
internal readonly struct PutFile(TaskFile file) : IOperation<None>
{
    private readonly TaskFile _file = file;

    public Footprint Footprint => new(FootprintKinds.Backing, _file.File, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (_file.IsNone)
        {
            model.Events.Misuse(Misuse.NullDereference, self);
        }
        else if (model.OpenFiles[_file.Index] == 0)
        {
            model.Events.Misuse(Misuse.UseAfterFree, self);
        }
        else if (--model.Walks.Field(GracePeriod.WalkOf(model, self), WorldFields.BackingRefs) < 0)
        {
            model.Events.Misuse(Misuse.RefcountUnderflow, self);
        }
        else
        {
            model.OpenFiles[_file.Index]--;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"fput({_file})";
}
