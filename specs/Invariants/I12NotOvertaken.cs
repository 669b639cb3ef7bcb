namespace LockCheck.Specs.Invariants;

/// <summary>
/// I12, writer progress: "a waiting writer gets the lock within a bounded number of reader steps once the reader sees
/// contention". (protocols.md 4.) One step of what breaks it: the lock is free, the writer was woken, and a reader is
/// faster.
/// </summary>
/// <remarks>
/// It says nothing of how often that happens. A bound is HANDOFF's, at L2: after a first writer has asked for it, no
/// reader can do this (protocols.md 1.2). No history: it is an event of the lock.
/// </remarks>
public sealed class I12NotOvertaken : Invariant
{
    /// <inheritdoc/>
    public override string Id => "I12";

    /// <inheritdoc/>
    public override string Title => "no reader takes the free mmap_lock past a writer that waits for it";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Overtaken;

    /// <inheritdoc/>
    public override void OnOvertaken(int reader) =>
        Broken("the reader has the lock again, and the writer that it was dropped for still waits");
}
