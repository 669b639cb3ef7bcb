namespace LockCheck.Protocols.Readers.Tasks;

/// <summary>
/// <c>struct bpf_iter_seq_task_common</c> and what the task and task_file iterators keep beside it, from one read() to
/// the next.
/// </summary>
internal struct TaskIterInfo
{
    /// <summary><c>task</c>: the current task, with a reference; set between start and stop.</summary>
    public TaskRef Task;

    /// <summary><c>tid</c>: where the task source goes on.</summary>
    public byte Tid;

    /// <summary><c>pid_visiting</c>: the thread that the walk over a process has come to.</summary>
    public byte PidVisiting;

    /// <summary><c>fd</c>: where the files of the task go on.</summary>
    public byte Fd;

    /// <summary>The file that the driver has, between start or next and the next one or stop; 0 for none.</summary>
    public byte File;

    /// <summary>Gets the running reader's cursor.</summary>
    public static ref TaskIterInfo Own => ref ReaderMemory.As<TaskIterInfo>();

    /// <summary>
    /// Gets whether the walk over a process is where it was: before its first task, or at one that was fetched and not
    /// shown. A next makes the tid one more.
    /// </summary>
    public static bool IsAtVisited => Own.Tid == Own.PidVisiting;

    /// <summary>Gets <c>pid</c>: what the iterator was parametrised with.</summary>
    public static int Pid => KernelModel.Current.Settings.Tasks!.Id;
}
