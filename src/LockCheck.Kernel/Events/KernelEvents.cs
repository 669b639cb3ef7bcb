namespace LockCheck.Kernel;

/// <summary>Hands the kernel's events to the monitors that asked for them.</summary>
public sealed class KernelEvents
{
    private readonly Monitor[] _read;
    private readonly Monitor[] _map;
    private readonly Monitor[] _call;
    private readonly Monitor[] _record;
    private readonly Monitor[] _commit;
    private readonly Monitor[] _touched;
    private readonly Monitor[] _misuse;
    private readonly Monitor[] _iterator;
    private readonly Monitor[] _writeLock;
    private readonly Monitor[] _fault;
    private readonly Monitor[] _query;
    private readonly Monitor[] _pages;
    private readonly Monitor[] _overtaken;
    private readonly Monitor[] _task;

    /// <summary>Sorts the monitors by what they ask for.</summary>
    /// <param name="monitors">The monitors.</param>
    /// <param name="listsTaskMaps">
    /// Whether readers list the maps of several tasks: then each map is a read of its own to a monitor of records.
    /// </param>
    internal KernelEvents(IReadOnlyList<Monitor> monitors, bool listsTaskMaps)
    {
        _read = Asking(KernelEvent.Read);
        _map = listsTaskMaps ? Array.FindAll(_read, AsksForRecords) : [];
        _read = listsTaskMaps ? Array.FindAll(_read, monitor => !AsksForRecords(monitor)) : _read;
        _call = Asking(KernelEvent.Call);
        _record = Asking(KernelEvent.Record);
        _commit = Asking(KernelEvent.Commit);
        _touched = Asking(KernelEvent.Touched);
        _misuse = Asking(KernelEvent.Misuse);
        _iterator = Asking(KernelEvent.Iterator);
        _writeLock = Asking(KernelEvent.WriteLock);
        _fault = Asking(KernelEvent.Fault);
        _query = Asking(KernelEvent.Query);
        _pages = Asking(KernelEvent.Pages);
        _overtaken = Asking(KernelEvent.Overtaken);
        _task = Asking(KernelEvent.Task);

        Monitor[] Asking(KernelEvent kind) =>
            [.. monitors.Where(monitor => (monitor.Subscribes & kind) != 0)];

        static bool AsksForRecords(Monitor monitor) => (monitor.Subscribes & KernelEvent.Record) != 0;
    }

    /// <summary>A reader opens the file. Raised by its driver, in the step of the first access.</summary>
    public void ReadBegin()
    {
        var reader = Reader();
        foreach (var monitor in _read)
        {
            monitor.OnReadBegin(reader);
        }
    }

    /// <summary>A reader has closed the file.</summary>
    /// <param name="error">0, or the error that read() returned; -EINTR if a fatal signal ended the reader.</param>
    public void ReadEnd(int error)
    {
        var reader = Reader();
        EndMap(reader, error);
        foreach (var monitor in _read)
        {
            monitor.OnReadEnd(reader, error);
        }
    }

    /// <summary>
    /// A reader that lists the maps of tasks comes to one, under its mmap_lock and in the step of its first look into
    /// the map; or it goes on with that map.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="isResumed">
    /// Whether it means to go on. If the map that it listed last has ended, or was another task's, it begins a new one
    /// all the same.
    /// </param>
    /// <exception cref="RoutineException">The readers of the scenario list no maps of tasks.</exception>
    public void TaskMapBegin(TaskRef task, bool isResumed)
    {
        var reader = Reader();
        var model = KernelModel.Current;
        if (!model.ListsTaskMaps)
        {
            throw new RoutineException(
                "A reader comes to the map of a task, and lists no maps of tasks. Say so in ReaderProtocol.Tasks, with "
                + $"{nameof(TaskObjects)}.{nameof(TaskObjects.Maps)}.");
        }

        if (isResumed && model.ListedTasks[reader] == task)
        {
            return;
        }

        EndMap(reader, error: 0);
        Stepper.Current.Explain($"begins the map of {task}");
        model.ListedTasks[reader] = task;
        foreach (var monitor in _task)
        {
            monitor.OnTaskListed(reader, task, fd: -1);
        }

        foreach (var monitor in _map)
        {
            monitor.OnReadBegin(reader);
        }
    }

    /// <summary>A reader leaves the map of a task: it has seen the end of it, or the task has lost it.</summary>
    public void TaskMapEnd() => EndMap(Reader(), error: 0);

    /// <summary>A reader calls read().</summary>
    public void CallBegin()
    {
        var reader = Reader();
        foreach (var monitor in _call)
        {
            monitor.OnCallBegin(reader);
        }
    }

    /// <summary>read() returns to user space.</summary>
    /// <param name="result">The number of records, 0 at the end, or an error.</param>
    public void CallEnd(int result)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain(EventText.OfRead(result));
        }

        CallEnds(result);
    }

    /// <summary>A BPF program ends that looped over an open-coded iterator, or looked one VMA up.</summary>
    /// <param name="result">The number of records, or an error.</param>
    /// <param name="isLookup">Whether it looked one up: then there are no records.</param>
    public void ProgramEnd(int result, bool isLookup = false)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain(EventText.OfProgram(result, isLookup));
        }

        CallEnds(result);
    }

    /// <summary>A reader delivers a record of the target's first mm.</summary>
    /// <param name="record">The record.</param>
    public void Record(in MapRecord record) => Record(record, Mm.First);

    /// <summary>A reader delivers a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mm">The mm that it comes from.</param>
    public void Record(in MapRecord record, Mm mm)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain($"reports {record}{(mm == Mm.Second ? $" of {mm}" : string.Empty)}");
        }

        if (BackingCounts.IsAnother(KernelModel.Current, record.Attributes.Backing))
        {
            Misuse(Kernel.Misuse.Recycled, Threads.Self);
        }

        var reader = Reader();
        foreach (var monitor in _record)
        {
            monitor.OnRecord(reader, mm, record);
        }
    }

    /// <summary>A reader delivers a task, or an open file of one.</summary>
    /// <param name="task">The task.</param>
    /// <param name="fd">The descriptor of the file; below 0 for the task itself.</param>
    public void TaskListed(TaskRef task, int fd)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain(fd < 0 ? $"reports {task}" : $"reports fd {fd} of {task}");
        }

        var reader = Reader();
        foreach (var monitor in _task)
        {
            monitor.OnTaskListed(reader, task, fd);
        }
    }

    /// <summary>A callback of a reader's iterator was called or has returned.</summary>
    /// <param name="call">Which.</param>
    public void Iterator(IteratorCall call)
    {
        var reader = Reader();
        foreach (var monitor in _iterator)
        {
            monitor.OnIterator(reader, call);
        }
    }

    /// <summary>A reader asks about a page by PROCMAP_QUERY, which is a call like read().</summary>
    /// <param name="page">The page.</param>
    /// <param name="orNext">Whether the next VMA is an answer, too, where nothing covers the page.</param>
    internal void QueryBegin(int page, bool orNext)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain($"asks which VMA covers page {page}{(orNext ? ", or comes next" : string.Empty)}");
        }

        CallBegin();
        var reader = Reader();
        foreach (var monitor in _query)
        {
            monitor.OnQueryBegin(reader, page, orNext);
        }
    }

    /// <summary>PROCMAP_QUERY returns to user space.</summary>
    /// <param name="error">0, or an error; -ENOENT says that there is no such VMA.</param>
    internal void QueryEnd(int error)
    {
        var stepper = Stepper.Current;
        if (stepper.IsExplaining)
        {
            stepper.Explain(EventText.OfQuery(error));
        }

        var reader = Reader();
        foreach (var monitor in _query)
        {
            monitor.OnQueryEnd(reader, error);
        }

        CallEnds(error == 0 ? 1 : error);
    }

    internal void FaultBegins(int page, Vma vma)
    {
        var reader = Reader();
        var record = vma.ToRecord();
        foreach (var monitor in _fault)
        {
            monitor.OnFaultBegins(reader, page, vma, record);
        }
    }

    internal void FaultEnds(int page, Vma vma)
    {
        var reader = Reader();
        var record = vma.ToRecord();
        foreach (var monitor in _fault)
        {
            monitor.OnFaultEnds(reader, page, vma, record);
        }
    }

    internal void Interrupted(ThreadId thread)
    {
        Stepper.Current.Explain("a fatal signal: -EINTR");
        var reader = KernelModel.Current.ReaderOf(thread);
        if (reader < 0)
        {
            return;
        }

        foreach (var monitor in _iterator)
        {
            monitor.OnInterrupted(reader);
        }
    }

    internal void WriteLocked(Mm mm)
    {
        if (mm != Mm.First)
        {
            return;
        }

        foreach (var monitor in _writeLock)
        {
            monitor.OnWriteLocked(mm);
        }
    }

    internal void Commit(Mm mm)
    {
        if (mm == Mm.First)
        {
            Committed(mm);
        }
    }

    /// <summary>The target has lost its mm, or has another one.</summary>
    internal void MapReplaced(Mm mm) => Committed(mm);

    internal void TasksChanged()
    {
        foreach (var monitor in _task)
        {
            monitor.OnTasksChanged();
        }
    }

    internal void Touched(int start, int end)
    {
        foreach (var monitor in _touched)
        {
            monitor.OnTouched(start, end);
        }
    }

    /// <summary>A write critical section changes the page tables of VMAs that stay as they are.</summary>
    internal void PagesTouched(int start, int end)
    {
        foreach (var monitor in _pages)
        {
            monitor.OnPagesTouched(start, end);
        }
    }

    /// <summary>A reader takes the free mmap_lock of the target past a writer that waits for it.</summary>
    internal void Overtaken(int reader)
    {
        foreach (var monitor in _overtaken)
        {
            monitor.OnOvertaken(reader);
        }
    }

    internal void Misuse(Misuse misuse, ThreadId thread)
    {
        Stepper.Current.Explain($"! {EventText.Of(misuse)}");
        foreach (var monitor in _misuse)
        {
            monitor.OnMisuse(misuse, thread);
        }
    }

    private void EndMap(int reader, int error)
    {
        var model = KernelModel.Current;
        if (!model.ListsTaskMaps || model.ListedTasks[reader].IsNone)
        {
            return;
        }

        foreach (var monitor in _map)
        {
            monitor.OnReadEnd(reader, error);
        }

        model.ListedTasks[reader] = TaskRef.None;
    }

    private void Committed(Mm mm)
    {
        foreach (var monitor in _commit)
        {
            monitor.OnCommit(mm);
        }
    }

    private void CallEnds(int result)
    {
        var reader = Reader();
        foreach (var monitor in _call)
        {
            monitor.OnCallEnd(reader, result);
        }
    }

    private static int Reader()
    {
        var reader = KernelModel.Current.ReaderOf(Threads.Self);
        return reader >= 0 ? reader : throw new RoutineException(
            $"Thread {Threads.Self.Index} raised a reader's event and is no reader. Usual cause: a reader protocol was "
            + "given to an actor of another kind.");
    }
}
