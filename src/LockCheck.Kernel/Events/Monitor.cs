namespace LockCheck.Kernel;

/// <summary>
/// An invariant at work: it hears the kernel's events, keeps the least that decides it in a slice of the state vector
/// of its own, and reports. The object itself never changes after <see cref="Attach"/>.
/// </summary>
public abstract class Monitor
{
    /// <summary>Gets the properties that it can report, with the indices that the scenario gave them.</summary>
    public abstract IReadOnlyList<Property> Properties { get; }

    /// <summary>Gets the events that it wants to hear.</summary>
    public abstract KernelEvent Subscribes { get; }

    /// <summary>Declares the monitor's slice of history.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layout">Where to declare it.</param>
    public abstract void Attach(KernelModel model, VectorLayout layout);

    /// <summary>
    /// A reader opens the file: before its first access to anything shared (t0). Where it lists the maps of several
    /// tasks, each map is a read to a monitor of <see cref="KernelEvent.Record"/>: it comes to the task.
    /// </summary>
    /// <param name="reader">The reader's number.</param>
    public virtual void OnReadBegin(int reader)
    {
    }

    /// <summary>
    /// A reader has seen the end or an error, and closed the file (t1); or it leaves the map of one of several tasks.
    /// </summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="error">
    /// 0, or the error that read() returned; -EINTR if a fatal signal ended the reader before it could read on.
    /// </param>
    public virtual void OnReadEnd(int reader, int error)
    {
    }

    /// <summary>A reader calls read().</summary>
    /// <param name="reader">The reader's number.</param>
    public virtual void OnCallBegin(int reader)
    {
    }

    /// <summary>read() returns to user space.</summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="result">The number of records, 0 at the end, or an error.</param>
    public virtual void OnCallEnd(int reader, int result)
    {
    }

    /// <summary>A reader delivers a record.</summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="record">The record.</param>
    public virtual void OnRecord(int reader, in MapRecord record)
    {
    }

    /// <summary>A reader delivers a record, for a monitor that asks which mm it comes from.</summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="mm">The mm: the target's first, or the one that it has later.</param>
    /// <param name="record">The record.</param>
    public virtual void OnRecord(int reader, Mm mm, in MapRecord record) => OnRecord(reader, record);

    /// <summary>A write critical section begins: the memory map is still as it was at the last commit.</summary>
    /// <param name="mm">The address space.</param>
    public virtual void OnWriteLocked(Mm mm)
    {
    }

    /// <summary>
    /// A write critical section ends, or the target loses its address space or comes to have another one. An exec is
    /// both, one after the other in one step.
    /// </summary>
    /// <param name="mm">The address space.</param>
    public virtual void OnCommit(Mm mm)
    {
    }

    /// <summary>
    /// A write critical section changes VMAs: each one that it changes lies wholly in such a range, as it was and as it
    /// becomes.
    /// </summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    public virtual void OnTouched(int start, int end)
    {
    }

    /// <summary>
    /// A write critical section changes page table entries in a range, and no VMA: fork copies them. Calls that change
    /// a VMA raise <see cref="OnTouched"/>, whatever becomes of its page tables.
    /// </summary>
    /// <param name="start">The first page.</param>
    /// <param name="end">One past the last page.</param>
    public virtual void OnPagesTouched(int start, int end)
    {
    }

    /// <summary>Kernel code did what it may not do.</summary>
    /// <param name="misuse">What.</param>
    /// <param name="thread">Who.</param>
    public virtual void OnMisuse(Misuse misuse, ThreadId thread)
    {
    }

    /// <summary>A callback of a reader's iterator was called or has returned.</summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="call">Which.</param>
    public virtual void OnIterator(int reader, IteratorCall call)
    {
    }

    /// <summary>A page fault begins to rely on a VMA.</summary>
    /// <param name="reader">The number of the faulting thread among the readers.</param>
    /// <param name="page">The page.</param>
    /// <param name="vma">The VMA.</param>
    /// <param name="record">What its fields say.</param>
    public virtual void OnFaultBegins(int reader, int page, Vma vma, in MapRecord record)
    {
    }

    /// <summary>A page fault has done its work on a VMA, which it still holds.</summary>
    /// <param name="reader">The number of the faulting thread among the readers.</param>
    /// <param name="page">The page.</param>
    /// <param name="vma">The VMA.</param>
    /// <param name="record">What its fields say now.</param>
    public virtual void OnFaultEnds(int reader, int page, Vma vma, in MapRecord record)
    {
    }

    /// <summary>A reader asks about a page: before its first access to anything shared.</summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="page">The page.</param>
    /// <param name="orNext">Whether the next VMA is an answer, too, where nothing covers the page.</param>
    public virtual void OnQueryBegin(int reader, int page, bool orNext)
    {
    }

    /// <summary>
    /// A reader has its answer; a VMA in it was a record (<see cref="OnRecord(int, in MapRecord)"/>).
    /// </summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="error">0; -ENOENT if the answer is that there is no VMA; or another error: no answer.</param>
    public virtual void OnQueryEnd(int reader, int error)
    {
    }

    /// <summary>
    /// A reader takes the target's mmap_lock, which nobody holds, past a writer that waits for it and was woken.
    /// </summary>
    /// <param name="reader">The reader's number.</param>
    public virtual void OnOvertaken(int reader)
    {
    }

    /// <summary>A reader delivers a task, or an open file of one, or begins the map of one.</summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="task">The task.</param>
    /// <param name="fd">The descriptor of the file; below 0 for the task itself.</param>
    public virtual void OnTaskListed(int reader, TaskRef task, int fd)
    {
    }

    /// <summary>
    /// A task has come or gone, has opened or closed files, or has lost its mm (<see cref="TaskGroups.Selected"/>).
    /// </summary>
    public virtual void OnTasksChanged()
    {
    }

    /// <summary>A killable lock of a reader failed because of a fatal signal.</summary>
    /// <param name="reader">The reader's number.</param>
    public virtual void OnInterrupted(int reader)
    {
    }
}
