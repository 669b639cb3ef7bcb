namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// A sleepable BPF program over the iterator of the middle patch of April 2026, whose body takes the i_rwsem of a file,
/// as the kfunc for its xattr does: under the lock of a VMA (protocols.md 5, number 15).
/// </summary>
public sealed class IterTaskVmaPerVmaLockInode : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/per-vma-lock-i-rwsem";

    /// <inheritdoc/>
    public override string Summary =>
        "a sleepable program over iter_task_vma/per-vma-lock that takes i_rwsem, as for a file's xattr";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "within the series only",
        ReliesOn: "the lock of the VMA at hand, while the program runs, and i_rwsem inside it",
        Source: "a program over bee9ef4a40a2 (protocols.md 5, number 15)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => ["I8", "I9", "I10", "I11"];

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override bool PutsMmAsync => true;

    /// <inheritdoc/>
    public override bool TakesInodeLock => true;

    /// <inheritdoc/>
    public override int MemoryWords => 3;

    /// <inheritdoc/>
    public override Routine Run() => OpenCodedProgram.Run(default(LockedVmaIterator), default(InodeProgram));
}
