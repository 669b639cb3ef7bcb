namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>What the revisions of the per-VMA-lock maps differ in.</summary>
internal interface IPerVmaLockRevision
{
    /// <summary>Gets whether a gap is looked at again before it is reported (step e).</summary>
    static abstract bool ChecksGap { get; }

    /// <summary>Gets whether a VMA that ends at or before the cursor is refused (step d).</summary>
    static abstract bool ChecksEnd { get; }

    /// <summary>
    /// Gets whether the iterator forgets its node after the fallback, during which it was outside RCU (step f).
    /// </summary>
    static abstract bool ResetsIterator { get; }

    /// <summary>Gets whether a failing vma_start_read_locked is noticed (step f).</summary>
    static abstract bool NoticesFailedLock { get; }

    /// <summary>Gets whether vma_start_read is that after 9bbffee67ffd, which leaves RCU when it fails.</summary>
    static abstract bool PinsForeignMm { get; }
}
