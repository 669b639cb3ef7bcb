using LockCheck.Protocols.Readers.Tasks;

namespace LockCheck.Protocols.Readers.TaskVma;

/// <summary>
/// <c>struct bpf_iter_seq_task_vma_info</c> of an iterator over several tasks: what the task source keeps, which is
/// common to all iterators over tasks and comes first, and the cursor in the task's map.
/// </summary>
internal struct TaskVmaOfTasksInfo
{
    /// <summary><c>common</c>, with <c>task</c> and <c>tid</c>: <see cref="TaskIterInfo.Own"/> is this.</summary>
    public TaskIterInfo Common;

    /// <summary>Keeps the struct free of holes.</summary>
    public byte Spare;

    /// <summary>Where the iterator stands in the map; task and tid are those of <see cref="Common"/>.</summary>
    public TaskVmaInfo Cursor;

    /// <summary>Gets the running reader's cursor.</summary>
    public static ref TaskVmaOfTasksInfo Own => ref ReaderMemory.As<TaskVmaOfTasksInfo>();
}
