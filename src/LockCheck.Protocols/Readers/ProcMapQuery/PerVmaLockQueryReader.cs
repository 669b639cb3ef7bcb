namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>What the revisions of one PROCMAP_QUERY by per-VMA locks have in common (protocols.md 2h).</summary>
public abstract class PerVmaLockQueryReader : ReaderProtocol
{
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
}
