namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// /proc/PID/maps by per-VMA locks (protocols.md 2f): each record is a VMA that was locked when it was printed. The
/// mmap_lock is taken only where a VMA's own lock cannot be had.
/// </summary>
/// <typeparam name="T">The revision.</typeparam>
internal readonly struct PerVmaLockMaps<T> : ISeqOperations
    where T : struct, IPerVmaLockRevision
{
    private static ref ProcMapsPrivate Own => ref ProcMapsPrivate.Own;

    /// <inheritdoc/>
    public Routine<int> Open() => ProcMapsFile.Open();

    /// <inheritdoc/>
    public Routine Release() => ProcMapsFile.Release();

    /// <inheritdoc/>
    public async Routine<SeqItem> Start()
    {
        var none = await ProcMapsFile.Pin();
        if (Own.Task.IsNone)
        {
            return none;
        }

        await Rcu.ReadLock();
        Own.Locked = Vma.None;
        Own.IsMmapLocked = 0;

        // What was fetched last may not have been shown; the sentinels are negative.
        if (SeqState.Position > 0)
        {
            SeqState.Position = Own.Cursor;
        }

        if (SeqState.Position == ProcMapsFile.AtGate)
        {
            return SeqItem.Of(Vma.Gate);
        }

        Own.Mm.Iterator.Set(SeqState.Position);
        return await Get();
    }

    /// <inheritdoc/>
    public Routine<SeqItem> Next(Vma vma)
    {
        if (SeqState.Position == ProcMapsFile.AtGate)
        {
            return ProcMapsFile.AfterGate();
        }

        return Get();
    }

    /// <inheritdoc/>
    public bool Show(Vma vma, out MapRecord record) => ProcMapsFile.Show(vma, out record);

    /// <inheritdoc/>
    public async Routine Stop(SeqItem item)
    {
        if (Own.Task.IsNone)
        {
            return;
        }

        if (Own.IsMmapLocked != 0)
        {
            await Own.Mm.Lock.ReadUnlock();
        }
        else
        {
            await DropLocked();
            await Rcu.ReadUnlock();
        }

        await ProcMapsFile.Unpin();
    }

    private static async Routine<SeqItem> Get()
    {
        SeqItem next;
        if (Own.IsMmapLocked != 0)
        {
            next = SeqItem.Of(Own.Mm.Iterator.NextLocked());
        }
        else
        {
            // 1 and 2.
            await DropLocked();
            next = await LockNextVma<T>.From(Own.Mm, SeqState.Position);
            if (next.Error == Errno.EAGAIN)
            {
                next = await FallBack();
            }
            else if (next.Error != 0)
            {
                return next;
            }
            else
            {
                Own.Locked = next.Vma;
            }
        }

        // 3.
        Own.Cursor = SeqState.Position;
        var vma = next.Vma;
        SeqState.Position = vma.IsNone ? ProcMapsFile.AtGate : vma.End;
        return SeqItem.Of(vma.IsNone ? Vma.Gate : vma);
    }

    /// <summary>6. The counter is at its limit: the rest of the page is read under the mmap_lock.</summary>
    private static async Routine<SeqItem> FallBack()
    {
        await Rcu.ReadUnlock();
        await Own.Mm.Lock.Read();
        Own.Mm.Iterator.Set(SeqState.Position);
        Own.IsMmapLocked = 1;
        return SeqItem.Of(Own.Mm.Iterator.NextLocked());
    }

    private static async Routine DropLocked()
    {
        if (!Own.Locked.IsNone)
        {
            await VmaReadLock.EndRead(Own.Locked);
            Own.Locked = Vma.None;
        }
    }
}
