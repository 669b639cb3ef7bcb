namespace LockCheck.Protocols.Writers;

/// <summary>
/// A thread that writes to the mapped file, from memory that has to be faulted in: i_rwsem, then mmap_lock for read. It
/// changes nothing in the memory map; it is the third party of number 15 of protocols.md 5.
/// </summary>
public sealed class FileWrite : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "file-write";

    /// <inheritdoc/>
    public override string Row => "write() to the mapped file: no change";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override bool TakesInodeLock => true;

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Write();

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("nothing changes");

    private static async Routine<int> Write()
    {
        await InodeLock.Take();
        var error = await Mm.First.Lock.ReadKillable();
        if (error == 0)
        {
            await Mm.First.Lock.ReadUnlock();
        }

        await InodeLock.Release();
        return error;
    }
}
