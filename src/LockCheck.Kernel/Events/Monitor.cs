namespace LockCheck.Kernel;

/// <summary>What kernel code did that no kernel code may do.</summary>
public enum Misuse
{
    /// <summary>A lock was released by a thread that does not hold it, or in the wrong mode.</summary>
    UnlockWithoutLock,

    /// <summary>A lock was taken by a thread that holds it.</summary>
    DoubleLock,

    /// <summary>A NULL pointer was dereferenced.</summary>
    NullDereference,

    /// <summary>A freed task, mm or VMA was touched.</summary>
    UseAfterFree,

    /// <summary>A VMA field was touched without the protection that I10 names.</summary>
    Unprotected,

    /// <summary>A reference count was dropped below zero, or taken at zero.</summary>
    RefcountUnderflow,

    /// <summary>A thread inside an RCU read section did what may sleep.</summary>
    SleepInRcu,

    /// <summary>A thread inside an RCU read section tries again for ever.</summary>
    SpinsInRcu,

    /// <summary>A file is shown by a pointer from before its object became another file.</summary>
    Recycled,

    /// <summary>A lock is held, and nobody is left who would release it.</summary>
    LeakedLock,
}

/// <summary>One record that a reader delivers.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Attributes">What the record says beside the range.</param>
public readonly record struct MapRecord(ushort Start, ushort End, VmaAttributes Attributes)
{
    /// <summary>Gets the record without what is not printed: the anon_vma and the traits.</summary>
    public MapRecord Shown => this with { Attributes = Attributes with { AnonVma = 0, Traits = 0 } };

    /// <summary>Writes the record as a layout does.</summary>
    /// <returns>Such as <c>4-8rw</c>.</returns>
    public override string ToString() => $"{Start}-{End}{MapDrawing.ProtText(Attributes.Prot)}";
}

/// <summary>The events that a monitor can ask for; it hears of no others.</summary>
[Flags]
public enum KernelEvent
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="Monitor.OnReadBegin"/>, <see cref="Monitor.OnReadEnd"/>.</summary>
    Read = 1,

    /// <summary><see cref="Monitor.OnCallBegin"/>, <see cref="Monitor.OnCallEnd"/>.</summary>
    Call = 2,

    /// <summary><see cref="Monitor.OnRecord(int, in MapRecord)"/>.</summary>
    Record = 4,

    /// <summary><see cref="Monitor.OnCommit"/>.</summary>
    Commit = 8,

    /// <summary><see cref="Monitor.OnTouched"/>.</summary>
    Touched = 16,

    /// <summary><see cref="Monitor.OnMisuse"/>.</summary>
    Misuse = 32,

    /// <summary><see cref="Monitor.OnIterator"/>, <see cref="Monitor.OnInterrupted"/>.</summary>
    Iterator = 64,

    /// <summary><see cref="Monitor.OnWriteLocked"/>.</summary>
    WriteLock = 128,

    /// <summary><see cref="Monitor.OnFaultBegins"/>, <see cref="Monitor.OnFaultEnds"/>.</summary>
    Fault = 256,

    /// <summary><see cref="Monitor.OnQueryBegin"/>, <see cref="Monitor.OnQueryEnd"/>.</summary>
    Query = 512,

    /// <summary><see cref="Monitor.OnTaskListed"/>, <see cref="Monitor.OnTasksChanged"/>.</summary>
    Task = 1024,
}

/// <summary>What an iterator's callback did.</summary>
public enum IteratorCall
{
    /// <summary>start or next returned an object.</summary>
    ReturnedObject,

    /// <summary>start or next returned NULL.</summary>
    ReturnedNull,

    /// <summary>start is called.</summary>
    Start,

    /// <summary>next is called.</summary>
    Next,

    /// <summary>stop has returned.</summary>
    Stopped,

    /// <summary>
    /// The program's end call is run, with no object: the program believes that the listing is complete.
    /// </summary>
    EndCall,

    /// <summary>new of an open-coded iterator is called.</summary>
    New,

    /// <summary>new has returned an error: the iterator is an empty one.</summary>
    NewFailed,

    /// <summary>next of an open-coded iterator has returned NULL; destroy is still to come.</summary>
    Drained,

    /// <summary>destroy has returned.</summary>
    Destroyed,
}

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

    /// <summary>A reader opens the file: before its first access to anything shared (t0).</summary>
    /// <param name="reader">The reader's number.</param>
    public virtual void OnReadBegin(int reader)
    {
    }

    /// <summary>A reader has seen the end or an error, and closed the file (t1).</summary>
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

    /// <summary>A reader delivers a task, or an open file of one.</summary>
    /// <param name="reader">The reader's number.</param>
    /// <param name="task">The task.</param>
    /// <param name="fd">The descriptor of the file; below 0 for the task itself.</param>
    public virtual void OnTaskListed(int reader, TaskRef task, int fd)
    {
    }

    /// <summary>A task has come or gone, or has opened or closed files (<see cref="TaskGroups.Selected"/>).</summary>
    public virtual void OnTasksChanged()
    {
    }

    /// <summary>A killable lock of a reader failed because of a fatal signal.</summary>
    /// <param name="reader">The reader's number.</param>
    public virtual void OnInterrupted(int reader)
    {
    }
}
