namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// <c>struct bpf_iter_seq_task_vma_info</c>: the cursor of a task_vma iterator, kept from one read() to the next.
/// </summary>
internal struct TaskVmaInfo
{
    /// <summary>A <see cref="PrevStart"/> that equals no VMA's start: do not skip.</summary>
    public const ushort NeverSkip = ushort.MaxValue;

    /// <summary><c>prev_vm_start</c>, in pages.</summary>
    public ushort PrevStart;

    /// <summary><c>prev_vm_end</c>, in pages.</summary>
    public ushort PrevEnd;

    /// <summary><c>vma</c>: the current object, while <see cref="Task"/> is set.</summary>
    public Vma Vma;

    /// <summary><c>task</c>: the current task, with a reference; set between start and stop.</summary>
    public TaskRef Task;

    /// <summary><c>mm</c>: only the revision that takes a reference to it keeps it here.</summary>
    public Mm Mm;

    /// <summary><c>tid</c>: where the task source goes on.</summary>
    public byte Tid;

    /// <summary>Keeps the struct free of holes.</summary>
    public byte Spare;

    /// <summary>Gets the running reader's cursor.</summary>
    public static ref TaskVmaInfo Own => ref ReaderMemory.As<TaskVmaInfo>();

    /// <summary>Remembers that the current VMA was shown, before the lock is dropped.</summary>
    public void RememberShown()
    {
        PrevStart = (ushort)Vma.Start;
        PrevEnd = (ushort)Vma.End;
    }
}
