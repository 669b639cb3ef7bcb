using LockCheck.Protocols.Readers.Tasks;

namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// The BPF <c>task_vma</c> seq iterator over the tasks of a task source (protocols.md 2.0, 2a), in the form that it has
/// since it takes parameters (v6.1). <see cref="TaskVmaIterator{T}"/> is the same with one task; the step numbers are
/// those of P-TV3.
/// </summary>
/// <remarks>
/// Each task's map is a read of its own to the invariants about maps. It begins when the iterator has the task's
/// mmap_lock for the first time, and ends under that lock, where the search finds nothing more; if the task has lost
/// its mm in between, when the iterator leaves it. A FIND that finds nothing begins none: nobody sees of it.
/// </remarks>
/// <typeparam name="T">The revision.</typeparam>
/// <typeparam name="TSource">The task source.</typeparam>
internal readonly struct TaskVmaOfTasksIterator<T, TSource> : IBpfIterator
    where T : struct, ITaskVmaRevision
    where TSource : struct, ITaskSource
{
    private static ref TaskIterInfo Common => ref TaskIterInfo.Own;

    private static ref TaskVmaInfo Cursor => ref TaskVmaOfTasksInfo.Own.Cursor;

    /// <inheritdoc/>
    public Routine<Vma> Start() => GetNext();

    /// <inheritdoc/>
    public Routine<Vma> Next() => GetNext();

    /// <inheritdoc/>
    public async Routine Stop(Vma vma)
    {
        if (vma.IsNone)
        {
            return;
        }

        T.RememberUnshown(ref Cursor, vma.Start, vma.End);
        var mm = await MmOf(Common.Task);
        await mm.Lock.ReadUnlock();
        if (T.PinsMm)
        {
            await Cursor.Mm.Put();
            Cursor.Mm = Mm.None;
        }

        await Common.Task.Put();
        Common.Task = TaskRef.None;
        Cursor.Vma = Vma.None;
    }

    private static async Routine<Vma> GetNext()
    {
        int savedTid = Common.Tid;
        TaskRef task;
        TaskVmaSearch.Op op;
        Mm mm;

        // 1. again:
    again:
        task = Common.Task;
        if (!task.IsNone)
        {
            // 2. Continuing under the lock; drop it if somebody waits.
            op = TaskVmaSearch.Op.Next;
            mm = await MmOf(task);
            if (await mm.Lock.IsContended())
            {
                Cursor.RememberShown();
                op = TaskVmaSearch.Op.Find;
                mm = await MmOf(task);
                await mm.Lock.ReadUnlock();
                mm = await MmOf(task);
                if (await mm.Lock.ReadKillable() != 0)
                {
                    goto failed;
                }
            }
        }
        else
        {
            // 3. The start of a read() or of a task.
            task = await TSource.GetNext(skipsSharedFiles: true);
            if (task.IsNone)
            {
                Common.Tid++;
                goto finish;
            }

            op = savedTid != Common.Tid ? TaskVmaSearch.Op.First : TaskVmaSearch.Op.Find;

            // 4. The lock; the revisions without a reference read task->mm twice.
            mm = T.PinsMm ? await task.GetMm() : await task.ReadMm();
            if (mm.IsNone)
            {
                KernelModel.Current.Events.TaskMapEnd();
                goto next_task;
            }

            Cursor.Mm = T.PinsMm ? mm : Mm.None;
            mm = await MmOf(task);
            if (await mm.Lock.ReadKillable() != 0)
            {
                goto failed;
            }
        }

        // 5. Under the lock: which VMA is next.
        var vma = TaskVmaSearch.Advance<T>(op, mm, Cursor);
        if (op == TaskVmaSearch.Op.First || (op == TaskVmaSearch.Op.Find && !vma.IsNone))
        {
            KernelModel.Current.Events.TaskMapBegin(task, isResumed: op == TaskVmaSearch.Op.Find);
        }

        if (!vma.IsNone)
        {
            // 6. Handed out with the task's reference and the read lock.
            Common.Task = task;
            Cursor.Vma = vma;
            return vma;
        }

        KernelModel.Current.Events.TaskMapEnd();
        mm = await MmOf(task);
        await mm.Lock.ReadUnlock();
        if (T.PinsMm)
        {
            await Cursor.Mm.Put();
        }

        // 7. next_task:
    next_task:
        if (TSource.IsOfOneTask)
        {
            Common.Tid += (byte)(T.MovesBehindOneTask ? 1 : 0);
            await task.Put();
            goto finish;
        }

        await task.Put();
        Common.Task = TaskRef.None;
        Cursor.Vma = Vma.None;
        Cursor.Mm = Mm.None;
        Common.Tid++;
        goto again;

    failed:
        if (T.PinsMm)
        {
            await Cursor.Mm.Put();
        }

        if (T.PutsTaskOnFailure)
        {
            await task.Put();
        }

        // 8. finish:
    finish:
        Common.Task = TaskRef.None;
        Cursor.Vma = Vma.None;
        Cursor.Mm = Mm.None;
        return Vma.None;
    }

    /// <summary>The mm behind a task: the referenced one, or another racy read of task->mm.</summary>
    private static async Routine<Mm> MmOf(TaskRef task) => T.PinsMm ? Cursor.Mm : await task.ReadMm();
}
