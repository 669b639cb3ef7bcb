namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// The BPF <c>task_vma</c> seq iterator, <c>task_vma_seq_get_next</c> and its callbacks (protocols.md 2a). The step
/// numbers are those of P-TV3; what the later revisions changed is asked of <typeparamref name="T"/>.
/// </summary>
/// <typeparam name="T">The revision.</typeparam>
internal readonly struct TaskVmaIterator<T> : IBpfIterator
    where T : struct, ITaskVmaRevision
{
    private static ref TaskVmaInfo Info => ref TaskVmaInfo.Own;

    /// <inheritdoc/>
    public Routine<Vma> Start() => GetNext();

    /// <inheritdoc/>
    public Routine<Vma> Next() => GetNext();

    /// <inheritdoc/>
    public async Routine Stop(Vma vma)
    {
        if (vma.IsNone)
        {
            // The program runs once more, with a NULL object: the driver does that.
            return;
        }

        T.RememberUnshown(ref Info, vma.Start, vma.End);
        var mm = await MmOf(Info.Task);
        await mm.Lock.ReadUnlock();
        if (T.PinsMm)
        {
            await Info.Mm.Put();
            Info.Mm = Mm.None;
        }

        await Info.Task.Put();
        Info.Task = TaskRef.None;
        Info.Vma = Vma.None;
    }

    private static async Routine<Vma> GetNext()
    {
        int tid = Info.Tid;
        TaskRef task;
        TaskVmaSearch.Op op;
        Mm mm;

        // 1. again:
    again:
        task = Info.Task;
        if (!task.IsNone)
        {
            // 2. Continuing under the lock; drop it if somebody waits.
            op = TaskVmaSearch.Op.Next;
            mm = await MmOf(task);
            if (await mm.Lock.IsContended())
            {
                Info.RememberShown();
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
            task = await TaskRef.GetNext(tid);
            if (task.IsNone)
            {
                Info.Tid = (byte)(tid + 1);
                goto finish;
            }

            tid = task.Tid;
            op = tid != Info.Tid ? TaskVmaSearch.Op.First : TaskVmaSearch.Op.Find;
            Info.Tid = (byte)tid;

            // 4. The lock; the revisions without a reference read task->mm twice.
            mm = T.PinsMm ? await task.GetMm() : await task.ReadMm();
            if (mm.IsNone)
            {
                goto next_task;
            }

            Info.Mm = T.PinsMm ? mm : Mm.None;
            mm = await MmOf(task);
            if (await mm.Lock.ReadKillable() != 0)
            {
                goto failed;
            }
        }

        // 5. Under the lock: which VMA is next.
        var vma = TaskVmaSearch.Advance<T>(op, mm, Info);
        if (!vma.IsNone)
        {
            // 6. Handed out with the task's reference and the read lock.
            Info.Task = task;
            Info.Vma = vma;
            return vma;
        }

        mm = await MmOf(task);
        await mm.Lock.ReadUnlock();
        if (T.PinsMm)
        {
            await Info.Mm.Put();
        }

        // 7. next_task:
    next_task:
        await task.Put();
        Info.Task = TaskRef.None;
        Info.Vma = Vma.None;
        Info.Mm = Mm.None;
        tid++;
        goto again;

    failed:
        if (T.PinsMm)
        {
            await Info.Mm.Put();
        }

        if (T.PutsTaskOnFailure)
        {
            await task.Put();
        }

        // 8. finish:
    finish:
        Info.Task = TaskRef.None;
        Info.Vma = Vma.None;
        Info.Mm = Mm.None;
        return Vma.None;
    }

    /// <summary>The mm behind a task: the referenced one, or another racy read of task->mm.</summary>
    private static async Routine<Mm> MmOf(TaskRef task) => T.PinsMm ? Info.Mm : await task.ReadMm();
}
