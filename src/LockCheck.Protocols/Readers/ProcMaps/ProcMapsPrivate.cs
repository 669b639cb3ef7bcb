namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// <c>struct proc_maps_private</c> and what else an open maps file keeps beside its position, from one read() to the
/// next.
/// </summary>
internal struct ProcMapsPrivate
{
    /// <summary><c>m->version</c>, in pages: P-MV's cursor.</summary>
    public int Version;

    /// <summary><c>last_pos</c>, in pages: where the last search began; of the files that remember ends.</summary>
    public int LastPos;

    /// <summary><c>task</c>, with a reference; set between start and stop.</summary>
    public TaskRef Task;

    /// <summary><c>mm</c>: its struct is pinned (mm_count) from open to release; none if there was none.</summary>
    public Mm Mm;

    /// <summary>Keeps the struct free of holes.</summary>
    public ushort Spare;

    /// <summary>Gets the running reader's.</summary>
    public static ref ProcMapsPrivate Own => ref SeqState.Private<ProcMapsPrivate>();
}
