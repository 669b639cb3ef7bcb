namespace LockCheck.Kernel;

/// <summary>A pointer to a task_struct, or NULL. Only equality means anything.</summary>
/// <param name="Value">0 for NULL.</param>
public readonly record struct TaskRef(byte Value)
{
    /// <summary>Gets NULL.</summary>
    public static TaskRef None => default;

    /// <summary>Gets the target process's task.</summary>
    public static TaskRef Target => new(1);

    /// <summary>Gets the task that is given the target's tid after the target's release.</summary>
    public static TaskRef Reborn => new(2);

    /// <summary>Gets whether this is NULL.</summary>
    public bool IsNone => Value == 0;

    /// <summary>Gets the task's tid in the namespace of the reader; <see cref="Reborn"/> has the target's.</summary>
    public int Tid => IsNone ? 0 : Target.Value;

    internal int Index => Value - 1;

    /// <summary>
    /// task_seq_get_next: the first live task from a tid on, with a reference (protocols.md 2.0, the task source ALL).
    /// A scheduling point.
    /// </summary>
    /// <param name="tid">The tid to start from.</param>
    /// <returns>The task, whose <see cref="Tid"/> is the new position; or none.</returns>
    public static Pending<TaskRef> GetNext(int tid) =>
        Operation.Issue<TaskSeqGetNext, TaskRef>(new TaskSeqGetNext((byte)tid));

    /// <summary>
    /// get_pid_task: the task behind a pid, with a reference, as an open file of <c>/proc/PID</c> looks it up at every
    /// read(). The file pins the struct pid, so the number cannot come to mean another task. A scheduling point.
    /// </summary>
    /// <param name="tid">The pid, as <see cref="Tid"/> counts.</param>
    /// <returns>The task, which may be a zombie without mm; none after its release.</returns>
    public static Pending<TaskRef> GetPidTask(int tid) =>
        Operation.Issue<GetPidTask, TaskRef>(new GetPidTask((byte)tid));

    /// <summary>
    /// find_task_by_vpid: the task behind a pid, as a BPF program gets its argument. Without a reference: only RCU
    /// keeps it, if the program is inside a read section. A scheduling point.
    /// </summary>
    /// <param name="tid">The pid, as <see cref="Tid"/> counts.</param>
    /// <returns>The task, or none after its release.</returns>
    public static Pending<TaskRef> Find(int tid) => Operation.Issue<FindTask, TaskRef>(new FindTask((byte)tid));

    /// <summary>get_task_struct. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Get() => Operation.Issue(new GetTaskStruct(this));

    /// <summary>spin_trylock of alloc_lock. A scheduling point.</summary>
    /// <returns>Whether it is held now.</returns>
    public Pending<bool> TryLock() => Operation.Issue<TaskTryLock, bool>(new TaskTryLock(this));

    /// <summary>task_lock: waits for alloc_lock. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Lock() => Operation.Issue(new TaskLock(this, unlock: false));

    /// <summary>task_unlock. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Unlock() => Operation.Issue(new TaskLock(this, unlock: true));

    /// <summary>Gets <c>task->mm</c> under alloc_lock, which keeps it still; no scheduling point.</summary>
    public Mm LockedMm => KernelModel.Current.Tasks[Index].Mm;

    /// <summary>An unlocked read of <c>task->mm</c>. A scheduling point.</summary>
    /// <returns>The mm, or none; by the next step it may be stale.</returns>
    public Pending<Mm> ReadMm() => Operation.Issue<ReadTaskMm, Mm>(new ReadTaskMm(this));

    /// <summary>put_task_struct. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Put() => Operation.Issue(new PutTaskStruct(this));

    /// <summary>get_task_mm: the task's mm with a reference to its users (protocols.md 1.1, step 5).</summary>
    /// <returns>The mm, or none.</returns>
    public Routine<Mm> GetMm() => MmLifetime.GetTaskMm(this);

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "NULL" : $"task{Value}";
}
