namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// What differs between the revisions of the task_vma iterator; the rest is <see cref="TaskVmaIterator{T}"/>.
/// </summary>
internal interface ITaskVmaRevision
{
    /// <summary>Gets whether a reference to the mm is held from the task's first VMA to stop (P-TV7m).</summary>
    static abstract bool PinsMm { get; }

    /// <summary>Gets whether the task is put when the mmap_lock could not be taken.</summary>
    static abstract bool PutsTaskOnFailure { get; }

    /// <summary>
    /// Gets whether the cursor moves behind a task that is the only one. The kernel's stays at it, and the next read()
    /// takes that for a page that was full (docs/findings.md 12).
    /// </summary>
    static virtual bool MovesBehindOneTask => false;

    /// <summary>FIND: whether the VMA found at prev_end - 1 was shown already, so that its successor is next.</summary>
    /// <param name="start">The start of the VMA that was found, in pages.</param>
    /// <param name="end">Its end, in pages.</param>
    /// <param name="info">The cursor.</param>
    /// <returns>Whether to skip it.</returns>
    static abstract bool Skips(int start, int end, in TaskVmaInfo info);

    /// <summary>stop: what is remembered of the VMA that was fetched and not shown.</summary>
    /// <param name="info">The cursor.</param>
    /// <param name="start">The start of the VMA, in pages.</param>
    /// <param name="end">Its end, in pages.</param>
    static abstract void RememberUnshown(ref TaskVmaInfo info, int start, int end);
}
