namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// A BPF program whose loop over a P-OC5 iterator asks for the mmap_lock once more (protocols.md 5, number 13). It is
/// judged by its locks and its memory, and not by what it lists.
/// </summary>
public abstract class V5ProgramReader : ReaderProtocol
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => BpfFindVma.Kept;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.B;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override bool NestsReadLocks => true;

    /// <inheritdoc/>
    public override bool TakesTaskByRcu => true;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(6, 7);
}
