namespace LockCheck.Kernel;

/// <summary>A pointer to a task_struct, or NULL. Only equality means anything.</summary>
/// <param name="Value">0 for NULL.</param>
public readonly record struct TaskRef(byte Value) : IBpfObject
{
    /// <summary>Gets NULL.</summary>
    public static TaskRef None => default;

    /// <summary>Gets the target process's task.</summary>
    public static TaskRef Target => new(1);

    /// <summary>Gets the task that is given the target's tid after the target's release.</summary>
    public static TaskRef Reborn => new(2);

    /// <summary>Gets whether this is NULL.</summary>
    public bool IsNone => Value == 0;

    /// <summary>
    /// Gets the task's tid in the namespace of the reader; <see cref="Reborn"/> has the target's. No scheduling point.
    /// </summary>
    public int Tid => this != Reborn || KernelModel.Current.HasTasks ? Value : Target.Value;

    /// <summary>Gets whether it leads its thread group; no scheduling point, because that does not change.</summary>
    public bool IsGroupLeader => TaskGroups.LeaderOf(KernelModel.Current, this) == this;

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
    public static Pending<TaskRef> GetPidTask(int tid) => GetPidTask(tid, asProcess: false);

    /// <summary>get_pid_task, as a thread or as a process. A scheduling point.</summary>
    /// <param name="tid">The pid, as <see cref="Tid"/> counts.</param>
    /// <param name="asProcess">
    /// PIDTYPE_TGID in the place of PIDTYPE_PID: a pid that is not that of a group leader has no such task.
    /// </param>
    /// <returns>The task, which may be a zombie; or none.</returns>
    public static Pending<TaskRef> GetPidTask(int tid, bool asProcess) =>
        Operation.Issue<GetPidTask, TaskRef>(new GetPidTask((byte)tid, asProcess));

    /// <summary>
    /// next_thread, inside an RCU read section, which keeps what it returns. A scheduling point.
    /// </summary>
    /// <param name="ifAlive">Whether a task that has been released has none (pid_alive).</param>
    /// <returns>The next of the tasks of its group, without a reference; none behind the last one.</returns>
    public Pending<TaskRef> NextThread(bool ifAlive) =>
        Operation.Issue<NextThread, TaskRef>(new NextThread(this, ifAlive));

    /// <summary>Racy reads of two pointers to a files table, inside an RCU read section. A scheduling point.</summary>
    /// <returns>Whether the task and its group leader have the same one, or none.</returns>
    public Pending<bool> SharesLeadersFiles() => Operation.Issue<CompareFiles, bool>(new CompareFiles(this));

    /// <summary>
    /// task_lookup_next_fdget_rcu: the next open file of the task, with a reference. A scheduling point.
    /// </summary>
    /// <param name="fd">The descriptor to start from.</param>
    /// <returns>The file; or none, as of a task that has dropped its files.</returns>
    public Pending<TaskFile> NextFile(int fd) => Operation.Issue<NextFile, TaskFile>(new NextFile(this, (byte)fd));

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
    public Mm LockedMm => KernelModel.Current.Tasks.Field(Index, WorldFields.TaskMm);

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
    public void Report()
    {
        _ = TaskLock.IsUsable(KernelModel.Current, this);
        KernelModel.Current.Events.TaskListed(this, fd: -1);
    }

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "NULL" : $"task{Value}";
}
