namespace LockCheck.Protocols.Readers.SmapsRollup;

/// <summary>What a revision of smaps_rollup does after it dropped the lock (protocols.md 2g).</summary>
internal interface ISmapsRollupRevision
{
    /// <summary>
    /// Finds its place again under the mmap_lock, after everything up to <see cref="RollupCount.LastEnd"/> was counted.
    /// </summary>
    /// <param name="mm">The address space.</param>
    /// <returns>The VMA to be counted next; none to end.</returns>
    static abstract Vma Relocate(Mm mm);
}
