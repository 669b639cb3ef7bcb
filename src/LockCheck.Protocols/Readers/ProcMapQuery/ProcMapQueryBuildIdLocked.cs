namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q up to b5cbacd7f86f, which reads the build id of a file while it holds the lock of the VMA: a cycle with the lock
/// of the inode and the mmap_lock (protocols.md 5, number 47).
/// </summary>
public sealed class ProcMapQueryBuildIdLocked : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/build-id-locked";

    /// <inheritdoc/>
    public override string Summary =>
        "PROCMAP_QUERY of v6.18, asked for a build id: reads the file under the lock of the VMA";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => QueryPromises.OfOne;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override bool TakesInodeLock => true;

    /// <inheritdoc/>
    public override ReaderFile File => ReaderFile.Shared;

    /// <inheritdoc/>
    public override int MemoryWords => 0;

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(PerVmaLockQuery<Revision>));

    internal readonly struct Revision : IPerVmaLockQueryRevision
    {
        public static BuildIdRead BuildId => BuildIdRead.UnderTheLock;
    }
}
