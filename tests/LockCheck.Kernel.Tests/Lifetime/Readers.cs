namespace LockCheck.Kernel.Tests.Lifetime;

/// <summary>What a reader of the target does with its references.</summary>
public enum Manners : byte
{
    /// <summary>Takes each reference, uses it, and drops it.</summary>
    Good,

    /// <summary>Reads task->mm without a reference to the mm, as the early task_vma iterators do.</summary>
    Unpinned,

    /// <summary>Forgets mmput.</summary>
    LeaksMm,

    /// <summary>Forgets put_task_struct.</summary>
    LeaksTask,

    /// <summary>Calls mmput twice.</summary>
    PutsMmTwice,

    /// <summary>Calls put_task_struct twice.</summary>
    PutsTaskTwice,

    /// <summary>Takes the lock after its mmput.</summary>
    LocksAfterPut,

    /// <summary>Takes alloc_lock after its put_task_struct.</summary>
    UsesTaskAfterPut,

    /// <summary>Goes on reading a VMA after the unlock.</summary>
    ReadsAfterUnlock,

    /// <summary>Keeps a VMA over a time without the lock, and reads it under the lock again.</summary>
    KeepsVma,

    /// <summary>Holds the struct only (mm_count), and looks for VMAs under the lock.</summary>
    PinsStructOnly,
}

/// <summary>Threads that look the target up and walk its VMAs.</summary>
internal static class Readers
{
    /// <summary>One look-up and one walk.</summary>
    public static async Routine Read(Manners manners)
    {
        var task = await TaskRef.GetNext(0);
        if (task.IsNone)
        {
            return;
        }

        var mm = manners == Manners.Unpinned ? await task.ReadMm() : await task.GetMm();
        if (!mm.IsNone)
        {
            await UseMm(mm, manners);
        }

        if (manners != Manners.LeaksTask)
        {
            await task.Put();
        }

        if (manners == Manners.PutsTaskTwice)
        {
            await task.Put();
        }

        if (manners == Manners.UsesTaskAfterPut)
        {
            await task.ReadMm();
        }
    }

    private static async Routine UseMm(Mm mm, Manners manners)
    {
        if (manners == Manners.PinsStructOnly)
        {
            await mm.Grab();
            await mm.Put();
        }

        if (manners == Manners.LocksAfterPut)
        {
            await mm.Put();
        }

        await Walk(mm, manners);
        if (manners == Manners.PinsStructOnly)
        {
            await mm.Drop();
        }
        else if (manners is not (Manners.LeaksMm or Manners.Unpinned or Manners.LocksAfterPut))
        {
            await mm.Put();
        }

        if (manners == Manners.PutsMmTwice)
        {
            await mm.Put();
        }
    }

    private static async Routine Walk(Mm mm, Manners manners)
    {
        await mm.Lock.Read();
        var first = mm.FirstVma();
        Visit(mm, first);
        await mm.Lock.ReadUnlock();
        if (manners == Manners.ReadsAfterUnlock)
        {
            await Operation.Issue(new UserStep(UserCall.Open));
            _ = first.Start;
        }
        else if (manners == Manners.KeepsVma)
        {
            await mm.Lock.Read();
            _ = first.Start;
            await mm.Lock.ReadUnlock();
        }
    }

    private static void Visit(Mm mm, Vma vma)
    {
        while (!vma.IsNone)
        {
            Assert.True(vma.Start < vma.End);
            vma = mm.Next(vma);
        }
    }
}
