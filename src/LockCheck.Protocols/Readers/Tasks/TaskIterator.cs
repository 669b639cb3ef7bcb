namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task</c> iterator (protocols.md 2.0, 2c): a reference to the current task, from start or next to the next
/// one or stop.
/// </summary>
/// <typeparam name="T">The task source.</typeparam>
internal readonly struct TaskIterator<T> : IBpfIterator<TaskRef>
    where T : struct, ITaskSource
{
    private static ref TaskIterInfo Info => ref TaskIterInfo.Own;

    /// <inheritdoc/>
    public Routine<TaskRef> Start() => GetNext();

    /// <inheritdoc/>
    public async Routine<TaskRef> Next()
    {
        Info.Tid++;
        await Info.Task.Put();
        return await GetNext();
    }

    /// <inheritdoc/>
    public async Routine Stop(TaskRef item)
    {
        if (!item.IsNone)
        {
            await item.Put();
            Info.Task = TaskRef.None;
        }
    }

    private static async Routine<TaskRef> GetNext()
    {
        var task = await T.GetNext(skipsSharedFiles: false);
        Info.Task = task;
        return task;
    }
}
