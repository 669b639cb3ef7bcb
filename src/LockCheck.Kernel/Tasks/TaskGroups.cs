namespace LockCheck.Kernel;

/// <summary>The tasks of a <see cref="TaskWorld"/> now: who is there, and whose files they use.</summary>
public static class TaskGroups
{
    /// <summary>
    /// What a listing owes in the running step: the tasks that it selects, those of them that have an mm, or their open
    /// descriptors, a bit each.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>The bits (<see cref="BitOf"/>).</returns>
    public static ushort Selected(KernelModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ushort selected = 0;
        if (model.Settings.Tasks is not { } listing)
        {
            return selected;
        }

        for (var index = 0; index < model.Tasks.Count; index++)
        {
            if (!IsThere(model, index) || !IsAskedFor(model, listing, index))
            {
                continue;
            }

            selected |= (ushort)(BitsOf(model, listing.Objects, index) << (index * TaskWorld.FdsMax));
        }

        return selected;
    }

    /// <summary>The bit of a task, or of one of its descriptors.</summary>
    /// <param name="task">The task.</param>
    /// <param name="fd">The descriptor; below 0 for the task itself.</param>
    /// <returns>One bit.</returns>
    public static ushort BitOf(TaskRef task, int fd) =>
        (ushort)(1 << ((task.Index * TaskWorld.FdsMax) + Math.Max(fd, 0)));

    internal static void Initialise(KernelModel model, TaskWorld world)
    {
        if (world.Tasks.Count > TaskWorld.TasksMax || world.Fds.Any(fds => fds > TaskWorld.FdsMax))
        {
            throw new RoutineException(
                $"A world of tasks has at most {TaskWorld.TasksMax} tasks, and {TaskWorld.FdsMax} descriptors a table. "
                + "Take fewer in ReaderProtocol.Tasks.");
        }

        if (model.ListsTaskMaps && world.Tasks.Count(task => task.Tgid != TaskRef.Target.Value) > 1)
        {
            throw new RoutineException(
                "Beside the target there is one process of one task where maps are listed: it is the only user of the "
                + "second mm. Take fewer tasks in ReaderProtocol.Tasks.");
        }

        foreach (var (table, fds) in world.Fds.Index())
        {
            model.FilesTables[table].Fds = (byte)((1 << fds) - 1);
            for (var fd = 0; fd < fds; fd++)
            {
                model.OpenFiles[(table * TaskWorld.FdsMax) + fd] = 1;
            }
        }

        foreach (var (index, task) in world.Tasks.Index())
        {
            if (task.IsCreatedLater)
            {
                model.Tasks[index].Flags = TaskFlags.Unhashed;
            }
            else
            {
                Hash(model, index);
            }
        }
    }

    /// <summary>Whether a look-up finds it; it may be a zombie.</summary>
    internal static bool IsThere(KernelModel model, int index) =>
        (model.Tasks[index].Flags & TaskFlags.Unhashed) == 0;

    internal static TaskRef LeaderOf(KernelModel model, TaskRef task) =>
        new((byte)model.Settings.Tasks!.World.Tasks[task.Index].Tgid);

    /// <summary>find_ge_pid: the task of the smallest tid from one on.</summary>
    internal static TaskRef FindFrom(KernelModel model, int tid)
    {
        for (var index = Math.Max(tid, 1) - 1; index < model.Tasks.Count; index++)
        {
            if (IsThere(model, index))
            {
                return new TaskRef((byte)(index + 1));
            }
        }

        return TaskRef.None;
    }

    /// <summary>
    /// next_thread: the threads of a group are in the order of creation. A task that has left the list still points to
    /// the next one.
    /// </summary>
    /// <returns>The next; none behind the last one, where the list begins again with the leader.</returns>
    internal static TaskRef NextOf(KernelModel model, TaskRef task)
    {
        for (var index = task.Index + 1; index < model.Tasks.Count; index++)
        {
            var next = new TaskRef((byte)(index + 1));
            if (IsThere(model, index) && LeaderOf(model, next) == LeaderOf(model, task))
            {
                return next;
            }
        }

        return TaskRef.None;
    }

    /// <summary>clone of a thread of the target: it is on the lists, with the mm and the files of the others.</summary>
    internal static bool Create(KernelModel model)
    {
        for (var index = 0; index < model.Tasks.Count; index++)
        {
            if (model.Settings.Tasks!.World.Tasks[index].IsCreatedLater
                && model.Tasks[index] is { Flags: TaskFlags.Unhashed, Usage: 0 })
            {
                Hash(model, index);
                model.Events.TasksChanged();
                return true;
            }
        }

        return false;
    }

    /// <summary>put_files_struct: the last user closes the files.</summary>
    internal static void PutTable(KernelModel model, int table)
    {
        ref var fields = ref model.FilesTables[table - 1];
        if (--fields.Users > 0)
        {
            return;
        }

        for (var fd = 0; fd < TaskWorld.FdsMax; fd++)
        {
            Close(model, table, fd);
        }
    }

    /// <summary>close: off the table, and the reference that it was worth.</summary>
    internal static bool Close(KernelModel model, int table, int fd)
    {
        ref var fields = ref model.FilesTables[table - 1];
        if ((fields.Fds & (1 << fd)) == 0)
        {
            return false;
        }

        fields.Fds &= (byte)~(1 << fd);
        model.OpenFiles[((table - 1) * TaskWorld.FdsMax) + fd]--;
        return true;
    }

    /// <summary>
    /// release_task. A group leader stays as a zombie until it is alone; then whoever was last releases it, too.
    /// </summary>
    internal static void Release(KernelModel model, TaskRef task)
    {
        var leader = LeaderOf(model, task);
        if (task == leader && !NextOf(model, task).IsNone)
        {
            model.Tasks[task.Index].Flags |= TaskFlags.Zombie;
            return;
        }

        Unhash(model, task);
        if (task != leader && (model.Tasks[leader.Index].Flags & TaskFlags.Zombie) != 0
            && NextOf(model, leader).IsNone)
        {
            Unhash(model, leader);
        }

        model.Events.TasksChanged();
    }

    private static int BitsOf(KernelModel model, TaskObjects objects, int index)
    {
        var table = model.TaskFiles[index];
        return objects switch
        {
            TaskObjects.Files => table == 0 ? 0 : model.FilesTables[table - 1].Fds,
            TaskObjects.Maps => model.Tasks[index].Mm.IsNone ? 0 : 1,
            _ => 1,
        };
    }

    private static bool IsAskedFor(KernelModel model, TaskListing listing, int index)
    {
        var task = new TaskRef((byte)(index + 1));
        var leader = LeaderOf(model, task);
        return listing.Kind switch
        {
            TaskFilterKind.Tid => index + 1 == listing.Id,
            TaskFilterKind.Tgid when leader.Value != listing.Id => false,
            _ => listing.Objects == TaskObjects.Tasks || task == leader || !SharesFiles(model, task),
        };
    }

    /// <summary>Whether a task and its group leader have one files table, or none.</summary>
    internal static bool SharesFiles(KernelModel model, TaskRef task) =>
        model.TaskFiles[task.Index] == model.TaskFiles[LeaderOf(model, task).Index];

    private static void Hash(KernelModel model, int index)
    {
        var spec = model.Settings.Tasks!.World.Tasks[index];
        var isOfTarget = spec.Tgid == TaskRef.Target.Value;
        var other = model.ListsTaskMaps ? Mm.Second : Mm.None;
        model.Tasks[index] = new TaskStruct { Usage = 1, Mm = isOfTarget ? Mm.First : other };
        model.TaskFiles[index] = (byte)spec.Files;
        model.FilesTables[spec.Files - 1].Users++;
        if (isOfTarget && index > 0)
        {
            model.Mms[Mm.First.Index].Users++;
        }
    }

    private static void Unhash(KernelModel model, TaskRef task)
    {
        ref var flags = ref model.Tasks[task.Index].Flags;
        flags = (flags | TaskFlags.Unhashed) & ~TaskFlags.Zombie;
        TaskGrace.Release(model, task.Index);
    }
}
