namespace LockCheck.Kernel;

/// <content>What readers of tasks raise, and those who change tasks.</content>
public sealed partial class KernelEvents
{
    /// <summary>
    /// A reader that lists the maps of tasks comes to one, under its mmap_lock and in the step of its first look into
    /// the map; or it goes on with that map.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="isResumed">
    /// Whether it means to go on. If the map that it listed last has ended, or was another task's, it begins a new one
    /// all the same.
    /// </param>
    /// <exception cref="RoutineException">The readers of the scenario list no maps of tasks.</exception>
    public void TaskMapBegin(TaskRef task, bool isResumed)
    {
        var reader = Reader();
        var model = KernelModel.Current;
        if (!model.ListsTaskMaps)
        {
            throw new RoutineException(
                "A reader comes to the map of a task, and lists no maps of tasks. Say so in ReaderProtocol.Tasks, with "
                + $"{nameof(TaskObjects)}.{nameof(TaskObjects.Maps)}.");
        }

        if (isResumed && model.ListedTasks[reader] == task)
        {
            return;
        }

        EndMap(reader, error: 0);
        Stepper.Current.Explain($"begins the map of {task}");
        model.ListedTasks[reader] = task;
        foreach (var monitor in _task)
        {
            monitor.OnTaskListed(reader, task, fd: -1);
        }

        foreach (var monitor in _map)
        {
            monitor.OnReadBegin(reader);
        }
    }

    /// <summary>A reader leaves the map of a task: it has seen the end of it, or the task has lost it.</summary>
    public void TaskMapEnd() => EndMap(Reader(), error: 0);

    /// <summary>A reader delivers a task, or an open file of one.</summary>
    /// <param name="task">The task.</param>
    /// <param name="fd">The descriptor of the file; below 0 for the task itself.</param>
    public void TaskListed(TaskRef task, int fd)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain(fd < 0 ? $"reports {task}" : $"reports fd {fd} of {task}");
        }

        var reader = Reader();
        foreach (var monitor in _task)
        {
            monitor.OnTaskListed(reader, task, fd);
        }
    }

    internal void TasksChanged()
    {
        foreach (var monitor in _task)
        {
            monitor.OnTasksChanged();
        }
    }

    private void EndMap(int reader, int error)
    {
        var model = KernelModel.Current;
        if (!model.ListsTaskMaps || model.ListedTasks[reader].IsNone)
        {
            return;
        }

        foreach (var monitor in _map)
        {
            monitor.OnReadEnd(reader, error);
        }

        model.ListedTasks[reader] = TaskRef.None;
    }
}
