namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// The same program over the iterator of the last patch, P-OC26: it holds no lock there (protocols.md 5, number 15).
/// </summary>
public sealed class IterTaskVmaSnapshotInode : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/snapshot-i-rwsem";

    /// <inheritdoc/>
    public override string Summary =>
        "a sleepable program over iter_task_vma/snapshot that takes i_rwsem, as for a file's xattr";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "about v7.1 and later, and stable",
        ReliesOn: "the lock of each VMA, only while it is copied; i_rwsem outside it",
        Source: "a program over 4cbee026db54 (protocols.md 5, number 15)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => ["I8", "I9", "I10", "I11"];

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override bool PutsMmAsync => true;

    /// <inheritdoc/>
    public override bool TracksBacking => true;

    /// <inheritdoc/>
    public override bool TakesInodeLock => true;

    /// <inheritdoc/>
    public override int MemoryWords => 3;

    /// <inheritdoc/>
    public override Routine Run() => OpenCodedProgram.Run(default(SnapshotIterator), default(InodeProgram));
}
