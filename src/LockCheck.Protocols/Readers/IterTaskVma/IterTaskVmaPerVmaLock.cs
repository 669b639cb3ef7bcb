namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// The open-coded task_vma iterator after bee9ef4a40a2, the middle patch of the series of April 2026 (protocols.md 2b):
/// a VMA stays locked while the program looks at it.
/// </summary>
public sealed class IterTaskVmaPerVmaLock : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/per-vma-lock";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF open-coded task_vma iterator, middle patch of April 2026: the program runs under the VMA's lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "within the series only",
        ReliesOn: "the lock of the VMA at hand, while the program runs; references to task and mm",
        Source: "bee9ef4a40a2, by Puranjay Mohan (Apr 2026)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => IterTaskVmaPromises.OfVmaLocks;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override bool PutsMmAsync => true;

    /// <inheritdoc/>
    public override bool TakesTaskByRcu => true;

    /// <inheritdoc/>
    public override int MemoryWords => 3;

    /// <inheritdoc/>
    public override Routine Run() => OpenCodedProgram.Run(default(LockedVmaIterator));
}
