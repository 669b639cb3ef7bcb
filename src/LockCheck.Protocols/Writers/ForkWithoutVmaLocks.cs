namespace LockCheck.Protocols.Writers;

/// <summary>
/// As <see cref="ForkParent"/> before v6.4.3 (fb49c455323f): page tables are copied under the mmap_lock alone, which
/// keeps out no fault under the lock of its VMA (protocols.md 5, number 42).
/// </summary>
public sealed class ForkWithoutVmaLocks : WriterProtocol
{
    /// <inheritdoc/>
    public override string Name => "fork-without-vma-locks";

    /// <inheritdoc/>
    public override string Row => "fork that locks no VMA, v6.4: no change";

    /// <inheritdoc/>
    public override int SpareVmas => 0;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.B;

    /// <inheritdoc/>
    public override Version LastKernel { get; } = new(6, 4);

    /// <inheritdoc/>
    public override string? WhyNot(WriterSite site) => null;

    /// <inheritdoc/>
    public override Routine<int> Run(WriterSite site) => Fork.DupMmap(locksVmas: false);

    /// <inheritdoc/>
    public override Undoing UndoOf(WriterSite site) => Undoing.None("nothing changes");
}
