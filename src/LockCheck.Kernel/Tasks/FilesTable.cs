namespace LockCheck.Kernel;

/// <summary>A <c>files_struct</c>: the table of open files of one task, or of several.</summary>
public struct FilesTable
{
    /// <summary><c>count</c>: the tasks that use it; with the last one its files are closed.</summary>
    public byte Users;

    /// <summary>The descriptors that are open, a bit each.</summary>
    public byte Fds;
}

/// <summary>A <c>struct file</c> behind a descriptor of a task, with a reference to it; or NULL.</summary>
/// <param name="Task">The task in whose table it was found: its iterator has a reference to that one, too.</param>
/// <param name="Fd">The descriptor.</param>
/// <param name="File">The number of the file, from 1; 0 for NULL.</param>
public readonly record struct TaskFile(TaskRef Task, byte Fd, byte File) : IBpfObject
{
    /// <summary>Gets NULL.</summary>
    public static TaskFile None => default;

    /// <inheritdoc/>
    public bool IsNone => File == 0;

    internal int Index => File - 1;

    /// <summary>fput. A scheduling point.</summary>
    /// <returns>Something to await.</returns>
    public Pending<None> Put() => Operation.Issue(new PutFile(this));

    /// <inheritdoc/>
    public void Report()
    {
        var model = KernelModel.Current;
        if (model.OpenFiles[Index] == 0)
        {
            model.Events.Misuse(Misuse.UseAfterFree, Threads.Self);
        }

        model.Events.TaskListed(Task, Fd);
    }

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "NULL" : $"file{File}";
}
