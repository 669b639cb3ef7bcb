namespace LockCheck.Kernel;

/// <summary>How tasks and address spaces come to their end (protocols.md 1.1).</summary>
public static class MmLifetime
{
    /// <summary>The target process exits: exit_mm, then release_task (1.1, step 6).</summary>
    /// <returns>The routine.</returns>
    public static async Routine ExitTarget()
    {
        var task = TaskRef.Target;
        if (KernelModel.Current.HasSecondMm && !await Operation.Issue<ExitBegin, bool>(new ExitBegin(task)))
        {
            return;
        }

        var mm = KernelModel.Current.Tasks[task.Index].Mm;
        await mm.Lock.Read();
        await mm.Grab();
        await Operation.Issue(new TaskLock(task, unlock: false));
        await Operation.Issue(new ExitStore(task, unhash: false));
        await Operation.Issue(new TaskLock(task, unlock: true));
        await mm.Lock.ReadUnlock();
        await PutUser(mm, owned: false);
        await mm.Drop();
        await Operation.Issue(new ExitStore(task, unhash: true));
    }

    /// <summary>A thread of the target exits after its work: it gives back the user that it counts as.</summary>
    /// <returns>The routine.</returns>
    public static Routine ExitSibling() => PutUser(Mm.First, owned: false);

    internal static async Routine<Mm> GetTaskMm(TaskRef task)
    {
        await Operation.Issue(new TaskLock(task, unlock: false));
        var mm = task.IsNone ? Mm.None : task.LockedMm;
        if (!mm.IsNone)
        {
            await mm.Get();
        }

        await Operation.Issue(new TaskLock(task, unlock: true));
        return mm;
    }

    internal static Routine Put(Mm mm) => PutUser(mm, owned: true);

    internal static async Routine PutUser(Mm mm, bool owned)
    {
        if (await Operation.Issue<MmPutUser, bool>(new MmPutUser(mm, owned)))
        {
            await TearDown(mm);
        }
    }

    /// <summary>__mmput, after the last user.</summary>
    internal static async Routine TearDown(Mm mm)
    {
        await ExitMmap(mm);
        await Operation.Issue(new MmDrop(mm, owned: false));
    }

    /// <summary>
    /// exit_mmap in its modern order (1.1, step 8): pages first, then the VMAs under the write lock, while their
    /// entries are still in the tree. In era A nobody can tell that from one step.
    /// </summary>
    private static async Routine ExitMmap(Mm mm)
    {
        await mm.Lock.Read();
        await mm.Lock.ReadUnlock();
        await mm.Lock.Write();
        if (KernelModel.Current.Settings.Era != VmaLockEra.A)
        {
            // free_pgtables write-locks each VMA.
            for (var position = 0; position < mm.TreeCount; position++)
            {
                await VmaWriteLock.Start(VmaTree.At(mm, position).Vma);
            }

            for (var position = 0; position < mm.TreeCount; position++)
            {
                await VmaWriteLock.MarkDetached(VmaTree.At(mm, position).Vma);
                VmaSlab.Free(VmaTree.At(mm, position).Vma);
            }

            await WriterStep.Before(WriterCall.DestroyTree, 0, 0, mm);
        }

        DestroyTree(mm, freesVmas: KernelModel.Current.Settings.Era == VmaLockEra.A);
        await mm.Lock.WriteUnlock();
    }

    internal static void DestroyTree(Mm mm, bool freesVmas)
    {
        while (mm.TreeCount > 0)
        {
            var entry = VmaTree.At(mm, 0);
            VmaTree.Store(mm, entry.Start, entry.End, Vma.None);
            if (freesVmas)
            {
                VmaSlab.Free(entry.Vma);
            }
        }
    }
}
