namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>What the strawman keeps: as the other files, and what it has read of a VMA.</summary>
internal struct RcuStrawmanPrivate
{
    /// <summary>What all files that list VMAs keep; <see cref="ProcMapsPrivate.Own"/> is the same memory.</summary>
    public ProcMapsPrivate File;

    /// <summary><c>vm_pgoff</c>, in pages.</summary>
    public int Pgoff;

    /// <summary><c>vm_start</c>, in pages.</summary>
    public ushort Start;

    /// <summary><c>vm_end</c>, in pages.</summary>
    public ushort End;

    /// <summary>The protection of <c>vm_flags</c>.</summary>
    public ushort Prot;

    /// <summary>What <c>vm_file</c> or the anon_name points to, by number.</summary>
    public ushort Backing;

    /// <summary>Gets the running reader's.</summary>
    public static ref RcuStrawmanPrivate Own => ref SeqState.Private<RcuStrawmanPrivate>();
}
