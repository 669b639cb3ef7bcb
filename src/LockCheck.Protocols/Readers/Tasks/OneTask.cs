namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>The task source TID(x) of protocols.md 2.0: one task, once.</summary>
/// <typeparam name="T">What x is looked up as.</typeparam>
internal readonly struct OneTask<T> : ITaskSource
    where T : struct, IPidLookup
{
    /// <inheritdoc/>
    public static bool IsOfOneTask => true;

    private static ref TaskIterInfo Info => ref TaskIterInfo.Own;

    /// <inheritdoc/>
    public static async Routine<TaskRef> GetNext(bool skipsSharedFiles)
    {
        if (Info.Tid != 0 && Info.Tid != TaskIterInfo.Pid)
        {
            return TaskRef.None;
        }

        await Rcu.ReadLock();
        var task = await TaskRef.GetPidTask(TaskIterInfo.Pid, T.IsOfProcess);
        Info.Tid = (byte)TaskIterInfo.Pid;
        await Rcu.ReadUnlock();
        return task;
    }
}

/// <summary>What the source TID(x) looks its pid up as.</summary>
internal interface IPidLookup
{
    /// <summary>Gets whether it is the pid of a process, so that no other thread than a leader is found.</summary>
    static abstract bool IsOfProcess { get; }
}

/// <summary>As after 9495a5b731fc ("bpf: Fix iter/task tid filtering", Oct 2024).</summary>
internal readonly struct ByThread : IPidLookup
{
    /// <inheritdoc/>
    public static bool IsOfProcess => false;
}

/// <summary>As before 9495a5b731fc.</summary>
internal readonly struct ByProcess : IPidLookup
{
    /// <inheritdoc/>
    public static bool IsOfProcess => true;
}
