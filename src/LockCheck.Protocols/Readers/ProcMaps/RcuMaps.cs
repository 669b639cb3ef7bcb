namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// /proc/PID/maps under RCU (protocols.md 2e): each record is printed from a private copy of a VMA, which counts if
/// nobody took the mmap_lock for write since a sequence number was recorded.
/// </summary>
/// <remarks>
/// A position is an address in half pages: what seq_read adds after a next that left it as it was (S4-5) is a byte in
/// the kernel, and must not become a page here. show takes one more reference to an anon_name and drops it; the copy's
/// own makes that invisible. <c>ops->name(copy)</c> (S4-10) is not modelled: no VMA has a name callback, and
/// show is one step with the check before it.
/// </remarks>
/// <typeparam name="T">The revision.</typeparam>
internal readonly struct RcuMaps<T> : ISeqOperations
    where T : struct, IRcuMapsRevision
{
    private const int PositionsPerPage = 2;

    private static ref ProcMapsPrivate Own => ref ProcMapsPrivate.Own;

    // &priv->vma_copy, which is no VMA of the slab.
    private static Vma TheCopy => new(ushort.MaxValue - 1);

    /// <inheritdoc/>
    public Routine<int> Open() => ProcMapsFile.Open();

    /// <inheritdoc/>
    public Routine Release() => ProcMapsFile.Release();

    /// <inheritdoc/>
    public async Routine<SeqItem> Start()
    {
        // 1.
        var none = await ProcMapsFile.Begin();
        if (Own.Task.IsNone)
        {
            return none;
        }

        // 2. What the copy of the read() before refers to is forgotten, and not dropped.
        await RecordSequence();
        await Own.Mm.Lock.ReadUnlock();
        await Rcu.ReadLock();
        VmaSnapshot.Own = default;

        // The position is unsigned: the gate's, -2, is rewound, too.
        if (T.TracksEnds && SeqState.Position != 0)
        {
            SeqState.Position = Own.Cursor;
        }

        // 3.
        if (SeqState.Position == ProcMapsFile.AtGate)
        {
            return SeqItem.Of(Vma.Gate);
        }

        SearchAgain();
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
    public bool Show(Vma vma, out MapRecord record)
    {
        record = vma.IsGate ? default : VmaSnapshot.Own.Record;
        return !vma.IsGate;
    }

    /// <inheritdoc/>
    public async Routine Stop(SeqItem item)
    {
        // The references of the copy stay.
        if (!Own.Task.IsNone)
        {
            await Rcu.ReadUnlock();
            await ProcMapsFile.Unpin();
        }
    }

    private static async Routine<SeqItem> Get()
    {
        // 4. A NULL is not validated.
        var vma = await Own.Mm.Iterator.Next();
        if (vma.IsNone)
        {
            // 12.
            Own.Cursor = SeqState.Position;
            SeqState.Position = ProcMapsFile.AtGate;
            return SeqItem.Of(Vma.Gate);
        }

        // 5.
        await VmaSnapshot.Unpin();
        var error = await Snapshot(vma);
        while (error == Errno.EAGAIN)
        {
            // 11. Nobody looks whether anything is left.
            SearchAgain();
            vma = await Own.Mm.Iterator.Next();
            error = await Snapshot(vma);
        }

        if (error != 0)
        {
            if (T.PutsAfterError)
            {
                await VmaSnapshot.Unpin();
            }

            return T.ReturnsErrors ? SeqItem.Failed(error) : SeqItem.None;
        }

        // 13.
        Own.Cursor = SeqState.Position;
        SeqState.Position = PositionsPerPage * (T.TracksEnds ? VmaSnapshot.Own.End : VmaSnapshot.Own.Start);
        return SeqItem.Of(TheCopy);
    }

    /// <summary>get_vma_snapshot.</summary>
    /// <returns>0, -EAGAIN to try again, or -EINTR after a fatal signal.</returns>
    private static async Routine<int> Snapshot(Vma vma)
    {
        // 6.
        await VmaSnapshot.Take(vma);

        // 7 and 8. By pointers that nothing has validated.
        if (!await VmaSnapshot.Pin())
        {
            return Errno.EAGAIN;
        }

        // 9.
        if (await IsUnchanged())
        {
            return 0;
        }

        // 10.
        await Rcu.ReadUnlock();
        var error = await Own.Mm.Lock.ReadKillable();
        if (error == 0 || !T.ReleasesOnlyIfLocked)
        {
            await RecordSequence();
            await Own.Mm.Lock.ReadUnlock();
        }

        await Rcu.ReadLock();
        await VmaSnapshot.Unpin();
        return error == 0 ? Errno.EAGAIN : error;
    }

    // Under the mmap_lock speculation always begins.
    private static async Routine RecordSequence()
    {
        if (T.Speculates)
        {
            await Own.Mm.Sequence.TryBegin();
        }
        else
        {
            Own.Mm.Sequence.RecordWriteSequence();
        }
    }

    private static async Routine<bool> IsUnchanged() => T.Speculates
        ? !await Own.Mm.Sequence.Retry()
        : await Own.Mm.Sequence.WriteSequenceIsSame();

    private static void SearchAgain() => Own.Mm.Iterator.Set(SeqState.Position / PositionsPerPage);
}
