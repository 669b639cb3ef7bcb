namespace LockCheck.Protocols.Readers.PageFault;

/// <summary>
/// P-PF: the page fault of v6.17, under the lock of its VMA (protocols.md 2j), with the vma_start_read of 9bbffee67ffd.
/// </summary>
public sealed class LockVmaUnderRcu : PageFaultReader
{
    /// <inheritdoc/>
    public override string Name => "page_fault/lock-vma-under-rcu";

    /// <inheritdoc/>
    public override string Summary =>
        "page fault of v6.17: lock_vma_under_rcu, or the mmap_lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.17",
        ReliesOn: "the lock of the VMA, RCU to find it; else the mmap_lock",
        Source: "lock_vma_under_rcu after 9bbffee67ffd (Jul 2025; protocols.md 2j, P-PF)");

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override Routine Run() => UserAccess.Touch(default(Locking));

    private readonly struct Locking : IFaultLock
    {
        /// <inheritdoc/>
        public Routine<Vma> LockUnderRcu(Mm mm, int page) => VmaUnderRcu.Lock(mm, page);
    }
}
