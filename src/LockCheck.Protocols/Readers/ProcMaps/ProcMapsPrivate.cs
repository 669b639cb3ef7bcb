namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// <c>struct proc_maps_private</c> and what else an open maps file keeps beside its position, from one read() to the
/// next.
/// </summary>
internal struct ProcMapsPrivate
{
    /// <summary>
    /// In pages: P-MV's <c>m->version</c>; in the files that remember ends <c>last_pos</c>, where the last search
    /// began.
    /// </summary>
    public int Cursor;

    /// <summary><c>task</c>, with a reference; set between start and stop.</summary>
    public TaskRef Task;

    /// <summary><c>mm</c>: its struct is pinned (mm_count) from open to release; none if there was none.</summary>
    public Mm Mm;

    /// <summary><c>locked_vma</c>: the VMA that is held for read by its own lock.</summary>
    public Vma Locked;

    /// <summary><c>mmap_locked</c>: 1 if the rest of the page is read under the mmap_lock.</summary>
    public ushort IsMmapLocked;

    /// <summary>Keeps the struct free of holes.</summary>
    public ushort Spare;

    /// <summary>Gets the running reader's.</summary>
    public static ref ProcMapsPrivate Own => ref SeqState.Private<ProcMapsPrivate>();
}
