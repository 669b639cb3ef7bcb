namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// What the files of /proc/PID that list VMAs have in common, whatever their cursor: the life of the open file
/// (protocols.md 1.1, step 9), and the locks and references of one read() since v5.7 (2d, P-ML).
/// </summary>
internal static class ProcMapsFile
{
    /// <summary>The position behind the gate VMA: there is nothing more.</summary>
    public const int AtEnd = -1;

    /// <summary>The position of the gate VMA.</summary>
    public const int AtGate = -2;

    /// <summary>
    /// Gets what readers of these files set out to keep. The lock is dropped only between pages: a page is one state
    /// (I6), ends ascend (I4), and what was reported may come again, merged with what follows. I14 is a BPF iterator's.
    /// </summary>
    public static IReadOnlyList<string> Promises { get; } =
        ["I1", "I3", "I4", "I5''", "I6", "I8", "I9", "I10", "I15", "I16"];

    private static ref ProcMapsPrivate Own => ref ProcMapsPrivate.Own;

    /// <summary>proc_maps_open: the file pins the struct of the mm that the task has now, and not its users.</summary>
    /// <returns>0, or -ESRCH.</returns>
    public static async Routine<int> Open()
    {
        var task = await TaskRef.GetPidTask(TaskRef.Target.Tid);
        if (task.IsNone)
        {
            return Errno.ESRCH;
        }

        var mm = await task.GetMm();
        await task.Put();
        if (!mm.IsNone)
        {
            await mm.Grab();
            await mm.Put();
        }

        Own.Mm = mm;
        return 0;
    }

    /// <summary>proc_map_release: lets the struct go.</summary>
    /// <returns>The routine.</returns>
    public static async Routine Release()
    {
        if (!Own.Mm.IsNone)
        {
            await Own.Mm.Drop();
        }
    }

    /// <summary>
    /// The references and the lock of one read(): all, or nothing. <see cref="ProcMapsPrivate.Task"/> tells which.
    /// </summary>
    /// <returns>What start returns if nothing is held: an error, or NULL as of <see cref="Pin"/>.</returns>
    public static async Routine<SeqItem> Begin()
    {
        var none = await Pin();
        if (!Own.Task.IsNone && await Own.Mm.Lock.ReadKillable() != 0)
        {
            await Unpin();
            none = SeqItem.Failed(Errno.EINTR);
        }

        return none;
    }

    /// <summary>stop: gives back what <see cref="Begin"/> took, whatever start and next have returned since.</summary>
    /// <returns>The routine.</returns>
    public static async Routine End()
    {
        if (!Own.Task.IsNone)
        {
            await Own.Mm.Lock.ReadUnlock();
            await Unpin();
        }
    }

    /// <summary>
    /// The references of one read(): all, or nothing, as at the end. <see cref="ProcMapsPrivate.Task"/> tells which.
    /// </summary>
    /// <returns>What start returns if nothing is held: an error; or NULL, at the end or of a dead mm.</returns>
    public static async Routine<SeqItem> Pin()
    {
        if (SeqState.Position == AtEnd)
        {
            return SeqItem.None;
        }

        var task = await TaskRef.GetPidTask(TaskRef.Target.Tid);
        if (task.IsNone)
        {
            return SeqItem.Failed(Errno.ESRCH);
        }

        if (Own.Mm.IsNone || !await Own.Mm.GetNotZero())
        {
            await task.Put();
            return SeqItem.None;
        }

        Own.Task = task;
        return SeqItem.None;
    }

    /// <summary>Gives back what <see cref="Pin"/> took.</summary>
    /// <returns>The routine.</returns>
    public static async Routine Unpin()
    {
        await Own.Mm.Put();
        await Own.Task.Put();
        Own.Task = TaskRef.None;
    }

    /// <summary>next after the gate VMA: the end.</summary>
    /// <returns>NULL, for whatever the file holds is released by stop.</returns>
    public static async Routine<SeqItem> AfterGate()
    {
        SeqState.Position = AtEnd;
        return SeqItem.None;
    }

    /// <summary>show: a VMA is a record; the gate VMA is a line, and none.</summary>
    /// <param name="vma">The object.</param>
    /// <param name="record">The record.</param>
    /// <returns>Whether it is a record.</returns>
    public static bool Show(Vma vma, out MapRecord record)
    {
        record = vma.IsGate ? default : vma.ToRecord();
        return !vma.IsGate;
    }
}
