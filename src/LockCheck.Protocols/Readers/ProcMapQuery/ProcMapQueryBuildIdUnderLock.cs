namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q before b5cbacd7f86f: the build id is read through the page cache while the VMA is locked (protocols.md 5, number
/// 47).
/// </summary>
public sealed class ProcMapQueryBuildIdUnderLock : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/build-id-under-lock";

    /// <inheritdoc/>
    public override string Summary =>
        "PROCMAP_QUERY before b5cbacd7f86f, asked for a build id: reads it under the VMA's lock";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => QueryPromises.OfOne;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override ReaderFile File => ReaderFile.Shared;

    /// <inheritdoc/>
    public override int MemoryWords => 0;

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(PerVmaLockQuery<Revision>));

    internal readonly struct Revision : IPerVmaLockQueryRevision
    {
        public static BuildIdRead BuildId => BuildIdRead.UnderLock;
    }
}
