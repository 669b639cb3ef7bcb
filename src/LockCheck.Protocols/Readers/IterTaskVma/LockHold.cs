namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// What an open-coded iterator under the mmap_lock keeps from new to destroy (protocols.md 2b, P-OC3/5: {task, mm,
/// work, iterator}). It is zero where new has failed: <c>data</c> is NULL then.
/// </summary>
internal struct LockHold
{
    /// <summary>The iterator: where it searches on, in pages.</summary>
    public ushort NextPage;

    /// <summary>The VMA that next returned last.</summary>
    public Vma Vma;

    /// <summary><c>task</c>, with a reference since v2.</summary>
    public TaskRef Task;

    /// <summary><c>mm</c>, without any.</summary>
    public Mm Mm;

    /// <summary><c>work</c>: 1 if the lock is to be released by the CPU's irq_work.</summary>
    public byte UsesWork;

    /// <summary>Keeps the struct free of holes.</summary>
    public byte Spare;

    /// <summary>The running program's, of its first iterator or of one nested in that.</summary>
    /// <param name="isInner">Whether it is the nested one.</param>
    /// <returns>A reference that is valid until the next scheduling point.</returns>
    public static ref LockHold Of(bool isInner)
    {
        ref var both = ref ReaderMemory.As<Both>();
        return ref isInner ? ref both.Inner : ref both.Outer;
    }

    private struct Both
    {
        public LockHold Outer;
        public LockHold Inner;
    }
}
