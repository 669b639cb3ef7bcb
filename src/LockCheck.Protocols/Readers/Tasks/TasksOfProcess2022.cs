namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The task source TGID(x) of protocols.md 2.0 as it came in 2022 (v6.1): it visits a thread before it decides whether
/// to skip it.
/// </summary>
/// <typeparam name="T">Whose files table is compared with the leader's.</typeparam>
internal readonly struct TasksOfProcess2022<T> : ITaskSource
    where T : struct, IComparedFiles
{
    /// <inheritdoc/>
    public static bool IsOfOneTask => false;

    /// <inheritdoc/>
    public static async Routine<TaskRef> GetNext(bool skipsSharedFiles)
    {
        await Rcu.ReadLock();
        var task = TaskIterInfo.IsAtVisited
            ? await TasksOfProcess.FirstOrVisited()
            : await Walk(skipsSharedFiles);
        await Rcu.ReadUnlock();
        return task;
    }

    private static async Routine<TaskRef> Walk(bool skipsSharedFiles)
    {
        var task = await TaskRef.GetPidTask(TaskIterInfo.Own.PidVisiting, asProcess: false);
        while (!task.IsNone)
        {
            // None if the walk has come round to the leader, or if the task is dead.
            var next = await task.NextThread(ifAlive: true);
            await task.Put();
            if (next.IsNone)
            {
                return next;
            }

            await next.Get();
            TasksOfProcess.Visit(next);
            if (!skipsSharedFiles || !await T.Of(task, next).SharesLeadersFiles())
            {
                return next;
            }

            task = next;
        }

        return task;
    }
}

/// <summary>Whose files table is compared with that of the group leader.</summary>
internal interface IComparedFiles
{
    /// <summary>The task whose table is compared.</summary>
    /// <param name="before">The task from which the walk has come; it was put, and RCU keeps it.</param>
    /// <param name="next">The task to which it has come.</param>
    /// <returns>One of them.</returns>
    static abstract TaskRef Of(TaskRef before, TaskRef next);
}
