namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>A sleepable program whose loop takes, and releases, the i_rwsem of a file.</summary>
internal readonly struct InodeProgram : IBpfProgram
{
    /// <inheritdoc/>
    public static bool IsSleepable => true;

    /// <inheritdoc/>
    public async Routine Body()
    {
        await InodeLock.Take();
        await InodeLock.Release();
    }
}
