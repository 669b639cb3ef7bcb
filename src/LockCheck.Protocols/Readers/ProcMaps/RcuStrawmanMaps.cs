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
        if (SeqState.Position == ProcMapsFile.AtEnd)
        {
            return SeqItem.None;
        }

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
    public Routine<SeqItem> Next(Vma vma) => SeqState.Position == ProcMapsFile.AtGate ? AfterGate() : Get();

    /// <inheritdoc/>
    public bool Show(Vma vma, out MapRecord record)
    {
        ref var read = ref RcuStrawmanPrivate.Own;
        record = vma.IsGate ? default : new MapRecord(
            read.Start, read.End, new VmaAttributes(read.Pgoff, read.Backing, 0, (byte)read.Prot, 0));
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

    private static async Routine<SeqItem> AfterGate()
    {
        SeqState.Position = ProcMapsFile.AtEnd;
        return SeqItem.None;
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

        // The VMA may change between any two of these, or be freed and be another one.
        var start = await vma.Read(VmaField.Start);
        RcuStrawmanPrivate.Own.Start = (ushort)start.Guess;
        var end = await vma.Read(VmaField.End);
        RcuStrawmanPrivate.Own.End = (ushort)end.Guess;
        var prot = await vma.Read(VmaField.Flags);
        RcuStrawmanPrivate.Own.Prot = (ushort)prot.Guess;
        var pgoff = await vma.Read(VmaField.Pgoff);
        RcuStrawmanPrivate.Own.Pgoff = pgoff.Guess;
        var backing = await vma.Read(VmaField.Backing);
        RcuStrawmanPrivate.Own.Backing = (ushort)backing.Guess;
        SeqState.Position = RcuStrawmanPrivate.Own.End;
        return SeqItem.Of(vma);
    }
}
