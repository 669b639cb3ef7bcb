namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>What the revisions of the maps under RCU differ in.</summary>
internal interface IRcuMapsRevision
{
    /// <summary>
    /// Gets whether the check is mm_lock_seq, which is odd while a writer is at work; otherwise it is mm_wr_seq, which
    /// moves with each write lock (protocols.md 1.5).
    /// </summary>
    static abstract bool Speculates { get; }

    /// <summary>Gets whether the mmap_lock is released only where it was taken (S4-1).</summary>
    static abstract bool ReleasesOnlyIfLocked { get; }

    /// <summary>Gets whether an error drops the references of the snapshot once more (S4-2).</summary>
    static abstract bool PutsAfterError { get; }

    /// <summary>Gets whether an error is returned as one, and not as NULL (S4-13).</summary>
    static abstract bool ReturnsErrors { get; }

    /// <summary>Gets whether the position is the end of the VMA returned last, and not its start (S4-4).</summary>
    static abstract bool TracksEnds { get; }
}
