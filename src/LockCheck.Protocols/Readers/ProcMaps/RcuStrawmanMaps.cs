namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// The map under RCU alone: each VMA that the tree yields is read field by field, and believed (protocols.md 0, P-RCU).
/// </summary>
internal readonly struct RcuStrawmanMaps : ISeqOperations
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

        // What was fetched last may not have been shown: the search begins again at the end of what was.
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
    public Routine<SeqItem> Next(Vma vma) => SeqState.Position == ProcMapsFile.AtGate
        ? ProcMapsFile.AfterGate()
        : Get();

    /// <inheritdoc/>
    public bool Show(Vma vma, out MapRecord record)
    {
        record = vma.IsGate ? default : VmaSnapshot.Own.Record;
        return !vma.IsGate;
    }

    /// <inheritdoc/>
    public async Routine Stop(SeqItem item)
    {
        if (!Own.Task.IsNone)
        {
            await Rcu.ReadUnlock();
            await ProcMapsFile.Unpin();
        }
    }

    private static async Routine<SeqItem> Get()
    {
        var vma = await Own.Mm.Iterator.Next();
        Own.Cursor = SeqState.Position;
        if (vma.IsNone)
        {
            SeqState.Position = ProcMapsFile.AtGate;
            return SeqItem.Of(Vma.Gate);
        }

        // The VMA may change between any two of its loads, or be freed and be another one.
        await VmaSnapshot.Take(vma);
        SeqState.Position = VmaSnapshot.Own.End;
        return SeqItem.Of(vma);
    }
}
