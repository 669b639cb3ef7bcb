namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// <c>bpf_iter_task_vma_new</c>, <c>next</c> and <c>destroy</c> of 2023, which hold the mmap_lock from new to destroy
/// (protocols.md 2b, P-OC3/P-OC5, whose step numbers these are).
/// </summary>
/// <typeparam name="T">The revision.</typeparam>
/// <param name="isInner">Whether it is nested in another iterator of the same program.</param>
internal readonly struct LockHoldIterator<T>(bool isInner) : IOpenCodedIterator
    where T : struct, ILockHoldRevision
{
    private readonly bool _isInner = isInner;

    private ref LockHold Data => ref LockHold.Of(_isInner);

    /// <inheritdoc/>
    public Mm Mm => Data.Mm;

    /// <inheritdoc/>
    public async Routine<int> New()
    {
        // The program's argument, without a reference: only RCU may keep it.
        var task = await TaskRef.Find(TaskRef.Target.Tid);
        if (task.IsNone)
        {
            return Errno.ENOENT;
        }

        // 1.
        if (T.Allocates && BpfMemory.AllocationFails())
        {
            return Errno.ENOMEM;
        }

        // 2.
        if (T.TakesTask)
        {
            await task.Get();
        }

        // 3. Neither alloc_lock nor a reference to the mm.
        var error = Errno.ENOENT;
        var mm = await task.ReadMm();
        if (!mm.IsNone)
        {
            // 4. With interrupts off the lock cannot be released on the spot: the CPU's irq_work has to be free.
            // 5. In the same breath: nothing of step 4 is shared with other CPUs.
            error = Errno.EBUSY;
            var usesWork = Cpu.InterruptsAreOff;
            if (!(usesWork && Cpu.WorkIsPending) && await mm.Lock.TryRead())
            {
                Data = new LockHold { Task = task, Mm = mm, UsesWork = (byte)(usesWork ? 1 : 0) };
                return 0;
            }
        }

        // 6.
        if (T.TakesTask)
        {
            await task.Put();
        }

        return error;
    }

    /// <inheritdoc/>
    public async Routine<bool> Next()
    {
        if (Data.Mm.IsNone)
        {
            return false;
        }

        // vma_next under the lock, which is held all the time: the tree holds still.
        var vma = Data.Mm.Find(Data.NextPage);
        Data.Vma = vma;
        if (!vma.IsNone)
        {
            Data.NextPage = (ushort)vma.End;
        }

        return !vma.IsNone;
    }

    /// <inheritdoc/>
    public MapRecord Show() => Data.Vma.ToRecord();

    /// <inheritdoc/>
    public async Routine Destroy()
    {
        if (Data.Mm.IsNone)
        {
            return;
        }

        if (Data.UsesWork != 0)
        {
            await Cpu.QueueReadUnlock(Data.Mm);
        }
        else
        {
            await Data.Mm.Lock.ReadUnlock();
        }

        if (T.TakesTask)
        {
            await Data.Task.Put();
        }

        Data = default;
    }
}
