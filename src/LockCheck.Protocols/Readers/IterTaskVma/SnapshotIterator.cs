namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>The open-coded iterator that copies a VMA, and unlocks it before next returns.</summary>
internal readonly struct SnapshotIterator : IOpenCodedIterator
{
    /// <inheritdoc/>
    public Mm Mm => VmaCursor.Own.Mm;

    /// <inheritdoc/>
    public Routine<int> New() => VmaCursorLife.New();

    /// <inheritdoc/>
    public async Routine<bool> Next()
    {
        if (VmaCursor.Own.IsEmpty)
        {
            return false;
        }

        // The previous copy goes with its file.
        await PutFile();
        var vma = await VmaCursorLife.FindNext();
        if (vma.IsNone)
        {
            return false;
        }

        // The copy is made, and its file pinned, under the lock; the program runs without it.
        VmaCursor.Own.Snapshot = vma.ToRecord();
        var file = new BackingRef(VmaCursor.Own.Snapshot.Attributes.Backing);
        if (!file.IsNone && file.IsFile)
        {
            await file.TryGet();
        }

        VmaCursor.Own.NextAddr = VmaCursor.Own.Snapshot.End;
        await VmaReadLock.EndRead(vma);
        return true;
    }

    /// <inheritdoc/>
    public MapRecord Show() => VmaCursor.Own.Snapshot;

    /// <inheritdoc/>
    public async Routine Destroy()
    {
        if (!VmaCursor.Own.IsEmpty)
        {
            await PutFile();
            await VmaCursorLife.Destroy();
        }
    }

    private static async Routine PutFile()
    {
        var file = new BackingRef(VmaCursor.Own.Snapshot.Attributes.Backing);
        VmaCursor.Own.Snapshot = default;
        if (!file.IsNone && file.IsFile)
        {
            await file.Put();
        }
    }
}
