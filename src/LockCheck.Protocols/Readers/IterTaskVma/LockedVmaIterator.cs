namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>The open-coded iterator that leaves a VMA locked from one next to the next one.</summary>
internal readonly struct LockedVmaIterator : IOpenCodedIterator
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

        await Unlock();
        var vma = await VmaCursorLife.FindNext();
        if (vma.IsNone)
        {
            return false;
        }

        VmaCursor.Own.NextAddr = (ushort)vma.End;
        VmaCursor.Own.Locked = vma;
        return true;
    }

    /// <inheritdoc/>
    public MapRecord Show() => VmaCursor.Own.Locked.ToRecord();

    /// <inheritdoc/>
    public async Routine Destroy()
    {
        if (!VmaCursor.Own.IsEmpty)
        {
            await Unlock();
            await VmaCursorLife.Destroy();
        }
    }

    private static async Routine Unlock()
    {
        var vma = VmaCursor.Own.Locked;
        VmaCursor.Own.Locked = Vma.None;
        if (!vma.IsNone)
        {
            await VmaReadLock.EndRead(vma);
        }
    }
}
