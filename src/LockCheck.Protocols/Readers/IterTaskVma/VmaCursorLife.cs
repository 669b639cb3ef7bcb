using LockCheck.Protocols.Readers.PageFault;

namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>new and destroy of the open-coded iterator since April 2026 (protocols.md 2b, P-OC26).</summary>
internal static class VmaCursorLife
{
    private const int FirstPage = 0;

    /// <summary>new: a reference to the task and to the users of its mm, without ever waiting.</summary>
    /// <param name="waits">Whether it waits for alloc_lock all the same, as no posted revision does.</param>
    /// <returns>0, or an error with nothing held.</returns>
    public static async Routine<int> New(bool waits = false)
    {
        // The program's argument: RCU keeps the task_struct while the program runs.
        var task = await TaskRef.Find(TaskRef.Target.Tid);
        if (task.IsNone)
        {
            return Errno.ESRCH;
        }

        // With interrupts off, what next and destroy call could wait for a lock of the code that was interrupted.
        if (Cpu.InterruptsAreOff)
        {
            return Errno.EBUSY;
        }

        if (BpfMemory.AllocationFails())
        {
            return Errno.ENOMEM;
        }

        await task.Get();

        // From a softirq, to wait for the lock could be to wait for oneself.
        if (waits)
        {
            await task.Lock();
        }
        else if (!await task.TryLock())
        {
            await task.Put();
            return Errno.EBUSY;
        }

        var mm = task.LockedMm;
        if (!mm.IsNone)
        {
            await mm.Get();
        }

        await task.Unlock();
        if (mm.IsNone)
        {
            await task.Put();
            return Errno.ENOENT;
        }

        VmaCursor.Own = new VmaCursor { Task = task, Mm = mm, NextAddr = FirstPage };
        return 0;
    }

    /// <summary>destroy, behind what a revision has to release before: the references.</summary>
    /// <returns>The routine.</returns>
    public static async Routine Destroy()
    {
        await VmaCursor.Own.Task.Put();
        await VmaCursor.Own.Mm.PutAsync();
    }

    /// <summary>find_next: finds the next VMA by RCU, and locks it by its own lock.</summary>
    /// <returns>The VMA, held for read; none at the end.</returns>
    public static async Routine<Vma> FindNext()
    {
    retry:
        // 1. What is read here may be of a VMA that was freed, and is another one by now.
        await Rcu.ReadLock();
        var mm = VmaCursor.Own.Mm;
        mm.Iterator.Set(VmaCursor.Own.NextAddr);
        var vma = await mm.Iterator.Next();
        if (vma.IsNone)
        {
            await Rcu.ReadUnlock();
            return Vma.None;
        }

        var start = await vma.Read(VmaField.Start);
        var end = await vma.Read(VmaField.End);
        await Rcu.ReadUnlock();

        // 2. A VMA that cannot be locked is passed by.
        vma = await VmaUnderRcu.Lock(VmaCursor.Own.Mm, start.Guess);
        if (vma.IsNone)
        {
            PassBy(end);
            goto retry;
        }

        // 3. The VMA that was locked may lie behind the cursor.
        if (vma.End <= VmaCursor.Own.NextAddr)
        {
            VmaCursor.Own.NextAddr++;
            await VmaReadLock.EndRead(vma);
            goto retry;
        }

        return vma;
    }

    private static void PassBy(Unvalidated<int> end)
    {
        ref var next = ref VmaCursor.Own.NextAddr;
        next = (ushort)(end.Guess > next ? end.Guess : next + 1);
    }
}
