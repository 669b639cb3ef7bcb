namespace LockCheck.Kernel;

/// <summary>W{task.files} = NULL, under alloc_lock; the result is the table that it was.</summary>
internal readonly struct DropFiles(TaskRef task) : IOperation<int>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.TaskFiles, _task.Value, AccessMode.Write, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out int result)
    {
        var model = KernelModel.Current;
        ref var files = ref model.TaskFiles[_task.Index];
        result = files;
        files = 0;
        model.Events.TasksChanged();
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"W{{{_task}.files}} = NULL";
}

/// <summary>put_files_struct.</summary>
internal readonly struct PutFilesTable(int table) : IOperation<None>
{
    private readonly int _table = table;

    public Footprint Footprint => new(FootprintKinds.TaskFiles, 0, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        TaskGroups.PutTable(KernelModel.Current, _table);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"put_files_struct(files {(char)('A' + _table - 1)})";
}

/// <summary>release_task.</summary>
internal readonly struct ReleaseTask(TaskRef task) : IOperation<None>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        TaskGroups.Release(KernelModel.Current, _task);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"release_task({_task})";
}

/// <summary>copy_process, for a thread of the target, up to where the new task is on all lists.</summary>
internal readonly struct CloneThread : IOperation<int>
{
    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out int result)
    {
        result = TaskGroups.Create(KernelModel.Current) ? 0 : Errno.EAGAIN;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => "clone(CLONE_THREAD)";
}

/// <summary>close of a descriptor of the target.</summary>
internal readonly struct CloseFd(byte fd) : IOperation<int>
{
    private readonly byte _fd = fd;

    public Footprint Footprint => new(FootprintKinds.TaskFiles, 1, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out int result)
    {
        var model = KernelModel.Current;
        var table = model.TaskFiles[TaskRef.Target.Index];
        result = table > 0 && TaskGroups.Close(model, table, _fd) ? 0 : Errno.EBADF;
        model.Events.TasksChanged();
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"close({_fd})";
}
