namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// P-OC26: the open-coded task_vma iterator after 4cbee026db54, the last patch of the series of April 2026 (Puranjay
/// Mohan; protocols.md 2b). The program gets a copy of each VMA, and holds no lock while it looks at it.
/// </summary>
public sealed class IterTaskVmaSnapshot : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/snapshot";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF open-coded task_vma iterator of April 2026: a copy of each VMA that it could lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "about v7.1 and later, and stable",
        ReliesOn: "the lock of each VMA, only while it is copied; references to task, mm and file",
        Source: "4cbee026db54, by Puranjay Mohan (Apr 2026)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => IterTaskVmaPromises.OfVmaLocks;

    /// <inheritdoc/>
    public override string? Column => "P-B26";

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override bool TracksBacking => true;

    /// <inheritdoc/>
    public override bool PutsMmAsync => true;

    /// <inheritdoc/>
    public override bool TakesTaskByRcu => true;

    /// <inheritdoc/>
    public override int MemoryWords => 3;

    /// <inheritdoc/>
    public override Routine Run() => OpenCodedProgram.Run(default(SnapshotIterator));
}
