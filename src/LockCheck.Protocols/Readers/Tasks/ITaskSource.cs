namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// task_seq_get_next, the task source of BPF iterators (protocols.md 2.0), for one way to select tasks. Its cursor is
/// <see cref="TaskIterInfo"/>.
/// </summary>
internal interface ITaskSource
{
    /// <summary>
    /// Gets whether there is one task at most, so that nothing comes after its files, or after its map.
    /// </summary>
    static abstract bool IsOfOneTask { get; }

    /// <summary>The task at the cursor, or the next one.</summary>
    /// <param name="skipsSharedFiles">
    /// <c>skip_if_dup_files</c>: whether a thread is left out that shares the files table of its group leader.
    /// </param>
    /// <returns>The task, with a reference; none at the end.</returns>
    static abstract Routine<TaskRef> GetNext(bool skipsSharedFiles);
}
