namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>The task source ALL of protocols.md 2.0: every task of the namespace, by its tid.</summary>
internal readonly struct AllTasks : ITaskSource
{
    /// <inheritdoc/>
    public static bool IsOfOneTask => false;

    private static ref TaskIterInfo Info => ref TaskIterInfo.Own;

    /// <inheritdoc/>
    public static async Routine<TaskRef> GetNext(bool skipsSharedFiles)
    {
        await Rcu.ReadLock();

        // find_ge_pid and get_pid_task, past the dead.
    retry:
        var task = await TaskRef.GetNext(Info.Tid);
        if (!task.IsNone)
        {
            Info.Tid = (byte)task.Tid;
            if (skipsSharedFiles && !task.IsGroupLeader && await task.SharesLeadersFiles())
            {
                await task.Put();
                Info.Tid++;
                goto retry;
            }
        }

        await Rcu.ReadUnlock();
        return task;
    }
}
