namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// The BPF <c>task_file</c> iterator (protocols.md 2.0, 2c): references to the current task and to the current file.
/// Its cursor is (tid, fd); a read() that comes to the same task again goes on at fd.
/// </summary>
/// <typeparam name="T">The task source.</typeparam>
internal readonly struct TaskFileIterator<T> : IBpfIterator<TaskFile>
    where T : struct, ITaskSource
{
    private static ref TaskIterInfo Info => ref TaskIterInfo.Own;

    /// <inheritdoc/>
    public Routine<TaskFile> Start() => GetNext();

    /// <inheritdoc/>
    public async Routine<TaskFile> Next()
    {
        var shown = new TaskFile(Info.Task, Info.Fd, Info.File);
        Info.Fd++;
        Info.File = 0;
        await shown.Put();
        return await GetNext();
    }

    /// <inheritdoc/>
    public async Routine Stop(TaskFile item)
    {
        if (!item.IsNone)
        {
            Info.File = 0;
            await item.Put();
            await Info.Task.Put();
            Info.Task = TaskRef.None;
        }
    }

    private static async Routine<TaskFile> GetNext()
    {
        int savedTid = Info.Tid;
        while (true)
        {
            if (Info.Task.IsNone)
            {
                var task = await T.GetNext(skipsSharedFiles: true);
                Info.Task = task;
                if (task.IsNone)
                {
                    return TaskFile.None;
                }

                Info.Fd = savedTid == Info.Tid ? Info.Fd : (byte)0;
            }

            await Rcu.ReadLock();
            var file = await Info.Task.NextFile(Info.Fd);
            await Rcu.ReadUnlock();
            if (!file.IsNone)
            {
                Info.Fd = file.Fd;
                Info.File = file.File;
                return file;
            }

            // The current task is done.
            await Info.Task.Put();
            Info.Task = TaskRef.None;
            if (T.IsOfOneTask)
            {
                return TaskFile.None;
            }

            Info.Fd = 0;
            savedTid = ++Info.Tid;
        }
    }
}
