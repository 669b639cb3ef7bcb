namespace LockCheck.Kernel;

/// <summary>How the tasks of a <see cref="TaskWorld"/> come and go (protocols.md 1.1).</summary>
public static class TaskLife
{
    /// <summary>
    /// A task exits: exit_mm, exit_files, then its release, which for a group leader waits for its threads.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <returns>0, or -ESRCH if it exits already.</returns>
    public static async Routine<int> Exit(TaskRef task)
    {
        if (!TaskGroups.IsThere(KernelModel.Current, task.Index)
            || !await Operation.Issue<ExitBegin, bool>(new ExitBegin(task)))
        {
            return Errno.ESRCH;
        }

        var mm = KernelModel.Current.Tasks[task.Index].Mm;
        if (!mm.IsNone)
        {
            // exit_mm (1.1, step 6).
            await mm.Lock.Read();
            await mm.Grab();
            await Operation.Issue(new TaskLock(task, unlock: false));
            await Operation.Issue(new ExitStore(task, unhash: false));
            await Operation.Issue(new TaskLock(task, unlock: true));
            await mm.Lock.ReadUnlock();
            await MmLifetime.PutUser(mm, owned: false);
            await mm.Drop();
        }

        // exit_files: the store is all that is done under alloc_lock.
        await Operation.Issue(new PutFilesTable(await Operation.Issue<DropFiles, int>(new DropFiles(task))));
        await Operation.Issue(new ReleaseTask(task));
        return 0;
    }

    /// <summary>The target's tasks exit, the last one first.</summary>
    /// <returns>0.</returns>
    public static async Routine<int> ExitGroup()
    {
        for (var index = KernelModel.Current.Tasks.Count - 1; index >= 0; index--)
        {
            var task = new TaskRef((byte)(index + 1));
            if (TaskGroups.LeaderOf(KernelModel.Current, task) == TaskRef.Target)
            {
                await Exit(task);
            }
        }

        return 0;
    }

    /// <summary>A thread of the target is created, with the mm and the files of the others.</summary>
    /// <returns>0, or -EAGAIN if there is no room for another one.</returns>
    public static async Routine<int> CreateThread() => await Operation.Issue<CloneThread, int>(default);

    /// <summary>A thread of the target closes a descriptor.</summary>
    /// <param name="fd">The descriptor.</param>
    /// <returns>0, or -EBADF if it is not open.</returns>
    public static async Routine<int> Close(int fd) => await Operation.Issue<CloseFd, int>(new CloseFd((byte)fd));
}
