namespace LockCheck.Kernel;

/// <summary>
/// How the task behind one tid comes to have another mm (protocols.md 1.1, step 7, and 5, number 8): the target execs,
/// or it dies and a new task gets its number.
/// </summary>
/// <remarks>
/// It happens once a run: there is one second mm, with the map of <see cref="KernelSettings.SecondMap"/>. Nobody
/// changes that map. The program is there as a whole when its mm is published; the kernel maps most of it right after.
/// Where the maps of tasks are listed, the second mm is that of another process from the start, and the target keeps
/// its first.
/// </remarks>
public static class SecondMm
{
    /// <summary>
    /// execve of the target: the new mm is built where nobody sees it, and exec_mmap puts it in the place of the old
    /// one, which loses a user. Other users of the old mm are processes of their own (CLONE_VM), and stay there.
    /// </summary>
    /// <returns>0, -ESRCH if the target exits, -ENOMEM after an exec, or -EINTR with nothing changed.</returns>
    public static async Routine<int> Exec()
    {
        var task = TaskRef.Target;
        var error = await Operation.Issue<ExecBegin, int>(new ExecBegin(task));
        if (error != 0)
        {
            return error;
        }

        var old = Mm.First;
        if (await old.Lock.ReadKillable() != 0)
        {
            Discard();
            KernelModel.Current.Tasks[task.Index].Flags &= ~TaskFlags.InExec;
            return Errno.EINTR;
        }

        await Operation.Issue(new TaskLock(task, unlock: false));
        await Operation.Issue(new ExecStore(task));
        await Operation.Issue(new TaskLock(task, unlock: true));
        await old.Lock.ReadUnlock();
        await MmLifetime.PutUser(old, owned: false);
        KernelModel.Current.Tasks[task.Index].Flags &= ~TaskFlags.InExec;
        return 0;
    }

    /// <summary>The target exits, and after its release another process forks a task that gets its number.</summary>
    /// <returns>0, or -EAGAIN if that has happened before.</returns>
    public static async Routine<int> ReusePid()
    {
        await MmLifetime.ExitTarget();
        return await Operation.Issue<ForkWithPid, int>(default);
    }

    /// <summary>The new mm, with one user, as no one but its maker sees it.</summary>
    internal static void Build(KernelModel model)
    {
        var mm = Mm.Second;
        var map = model.Settings.SecondMap ?? throw new RoutineException(
            "The target is to get a second mm, and the scenario has none. A writer that gives it one overrides "
            + "WriterProtocol.SecondMap.");
        mm.Raw.Users = 1;
        mm.Raw.Count = 1;
        foreach (var area in map.Vmas)
        {
            var vma = VmaSlab.Allocate(mm);
            VmaInsert.Fill(vma, area.Start, area.End, model.Names.AttributesOf(area));
            vma.Raw.State = VmaState.Attached;
            VmaTree.Store(mm, area.Start, area.End, vma);
        }
    }

    private static void Discard()
    {
        var mm = Mm.Second;
        MmLifetime.DestroyTree(mm, freesVmas: true);
        mm.Raw.Users = 0;
        mm.Raw.Count = 0;
    }
}

/// <summary>execve up to the point where the new mm is built; or why not.</summary>
internal readonly struct ExecBegin(TaskRef task) : IOperation<int>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out int result)
    {
        var model = KernelModel.Current;
        ref var fields = ref model.Tasks[_task.Index];
        result = (fields.Flags & TaskFlags.Exits) != 0 ? Errno.ESRCH : fields.Mm != Mm.First ? Errno.ENOMEM : 0;
        if (result == 0)
        {
            fields.Flags |= TaskFlags.InExec;
            SecondMm.Build(model);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self)
    {
        ref readonly var fields = ref KernelModel.Of(state).Tasks.In(state, _task.Index);
        var fails = (fields.Flags & TaskFlags.Exits) != 0 || fields.Mm != Mm.First;
        return $"execve: {(fails ? "fails" : $"builds {Mm.Second}")}";
    }
}

/// <summary>W{task.mm} = the new mm, under alloc_lock.</summary>
internal readonly struct ExecStore(TaskRef task) : IOperation<None>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.TaskMm, _task.Value, AccessMode.Write, AccessOrder.Plain);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;

        // For the monitors the old map ends here, as it does at an exit, and then another one begins.
        model.Tasks[_task.Index].Mm = Mm.None;
        model.Events.MapReplaced(Mm.First);
        model.Tasks[_task.Index].Mm = Mm.Second;
        model.Events.MapReplaced(Mm.Second);
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"W{{{_task}.mm}} = {Mm.Second}";
}

/// <summary>
/// The target begins to exit; false if it has begun before. An exec of the same task is over by then, or fails.
/// </summary>
internal readonly struct ExitBegin(TaskRef task) : IOperation<bool>
{
    private readonly TaskRef _task = task;

    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Write, AccessOrder.Fence);

    public bool IsEnabled(StateView state, ThreadId self) =>
        !KernelModel.Of(state).Tasks.In(state, _task.Index).Flags.HasFlag(TaskFlags.InExec);

    public bool TryApply(ThreadId self, out bool result)
    {
        ref var flags = ref KernelModel.Current.Tasks[_task.Index].Flags;
        result = (flags & TaskFlags.Exits) == 0;
        flags |= TaskFlags.Exits;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"do_exit({_task})";

    public string BlockedBy(StateView state, ThreadId self) => $"waits for the exec of {_task}";
}

/// <summary>A fork whose child gets the number of a task that was released, and has the second mm.</summary>
internal readonly struct ForkWithPid : IOperation<int>
{
    public Footprint Footprint => new(FootprintKinds.PidTable, 0, AccessMode.Write, AccessOrder.Fence);

    public bool IsEnabled(StateView state, ThreadId self) =>
        KernelModel.Of(state).Tasks.In(state, TaskRef.Target.Index).Flags.HasFlag(TaskFlags.Unhashed);

    public bool TryApply(ThreadId self, out int result)
    {
        var model = KernelModel.Current;
        result = Errno.EAGAIN;
        if (model.TargetTask() == TaskRef.Target)
        {
            SecondMm.Build(model);
            model.Tasks[TaskRef.Reborn.Index] = new TaskStruct { Usage = 1, Mm = Mm.Second };
            model.Events.MapReplaced(Mm.Second);
            result = 0;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"fork: {TaskRef.Reborn} gets pid {TaskRef.Target.Value}";

    public string BlockedBy(StateView state, ThreadId self) => $"waits for the release of {TaskRef.Target}";
}
