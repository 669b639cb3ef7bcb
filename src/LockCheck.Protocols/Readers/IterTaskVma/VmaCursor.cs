namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// <c>struct bpf_iter_task_vma_kern_data</c> since April 2026: what an open-coded iterator keeps from new to destroy.
/// It is zero where new has failed: <c>data</c> is NULL then.
/// </summary>
internal struct VmaCursor
{
    /// <summary><c>snapshot</c>: the copy of the VMA that the program looks at.</summary>
    public MapRecord Snapshot;

    /// <summary><c>next_addr</c>, in pages.</summary>
    public ushort NextAddr;

    /// <summary>The VMA that stays locked while the program looks at it; one revision only.</summary>
    public Vma Locked;

    /// <summary><c>task</c>, with a reference.</summary>
    public TaskRef Task;

    /// <summary><c>mm</c>, with a reference to its users.</summary>
    public Mm Mm;

    /// <summary>Gets the running program's.</summary>
    public static ref VmaCursor Own => ref ReaderMemory.As<VmaCursor>();

    /// <summary>Gets whether new has failed, or was not called.</summary>
    public readonly bool IsEmpty => Mm.IsNone;
}
