namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The task source TGID(x) of protocols.md 2.0, <c>task_group_seq_get_next</c>: the threads of a process, from its
/// leader to the last. This is the form since v6.8, after the cleanups of 2023 ("bpf: task_group_seq_get_next: ...",
/// Oleg Nesterov).
/// </summary>
internal readonly struct TasksOfProcess : ITaskSource
{
    /// <inheritdoc/>
    public static bool IsOfOneTask => false;

    private static ref TaskIterInfo Info => ref TaskIterInfo.Own;

    /// <inheritdoc/>
    public static async Routine<TaskRef> GetNext(bool skipsSharedFiles)
    {
        await Rcu.ReadLock();
        var task = TaskIterInfo.IsAtVisited ? await FirstOrVisited() : await Walk(skipsSharedFiles);
        await Rcu.ReadUnlock();
        return task;
    }

    /// <summary>The first call, for the leader; or a read() that goes on with a task that was not shown.</summary>
    internal static async Routine<TaskRef> FirstOrVisited()
    {
        var isFirst = Info.Tid == 0;
        var task = await TaskRef.GetPidTask(isFirst ? TaskIterInfo.Pid : Info.PidVisiting, asProcess: isFirst);
        if (isFirst && !task.IsNone)
        {
            Visit(task);
        }

        return task;
    }

    internal static void Visit(TaskRef task)
    {
        Info.Tid = (byte)task.Tid;
        Info.PidVisiting = Info.Tid;
    }

    private static async Routine<TaskRef> Walk(bool skipsSharedFiles)
    {
        // None if the thread that was shown last has been released: the walk does not know its place.
        var task = await TaskRef.Find(Info.PidVisiting);
        while (!task.IsNone)
        {
            task = await task.NextThread(ifAlive: false);
            if (!task.IsNone && !(skipsSharedFiles && await task.SharesLeadersFiles()))
            {
                Visit(task);
                await task.Get();
                break;
            }
        }

        return task;
    }
}
