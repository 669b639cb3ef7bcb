namespace LockCheck.Kernel;

/// <summary>Hands the kernel's events to the monitors that asked for them.</summary>
public sealed class KernelEvents
{
    private readonly Monitor[] _read;
    private readonly Monitor[] _call;
    private readonly Monitor[] _record;
    private readonly Monitor[] _commit;
    private readonly Monitor[] _touched;
    private readonly Monitor[] _misuse;
    private readonly Monitor[] _iterator;
    private readonly Monitor[] _writeLock;
    private readonly Monitor[] _fault;
    private readonly Monitor[] _query;
    private readonly Monitor[] _task;

    internal KernelEvents(IReadOnlyList<Monitor> monitors)
    {
        _read = Asking(KernelEvent.Read);
        _call = Asking(KernelEvent.Call);
        _record = Asking(KernelEvent.Record);
        _commit = Asking(KernelEvent.Commit);
        _touched = Asking(KernelEvent.Touched);
        _misuse = Asking(KernelEvent.Misuse);
        _iterator = Asking(KernelEvent.Iterator);
        _writeLock = Asking(KernelEvent.WriteLock);
        _fault = Asking(KernelEvent.Fault);
        _query = Asking(KernelEvent.Query);
        _task = Asking(KernelEvent.Task);

        Monitor[] Asking(KernelEvent kind) =>
            [.. monitors.Where(monitor => (monitor.Subscribes & kind) != 0)];
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
        foreach (var monitor in _read)
        {
            monitor.OnReadEnd(reader, error);
        }
    }

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
            stepper.Explain(result switch
            {
                < 0 => $"read() returns the error {result}",
                0 => "read() returns 0: the end",
                1 => "read() returns 1 record",
                _ => $"read() returns {result} records",
            });
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
            stepper.Explain(result switch
            {
                _ when isLookup => $"the program ends: the helper returned {result}",
                < 0 => $"the program ends: new returned the error {result}",
                1 => "the program ends with 1 record",
                _ => $"the program ends with {result} records",
            });
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
            stepper.Explain(error switch
            {
                0 => "PROCMAP_QUERY returns 0: that VMA",
                Errno.ENOENT => "PROCMAP_QUERY returns -ENOENT: there is none",
                _ => $"PROCMAP_QUERY returns the error {error}",
            });
        }

        var reader = Reader();
        foreach (var monitor in _query)
        {
            monitor.OnQueryEnd(reader, error);
        }

        foreach (var monitor in _call)
        {
            monitor.OnCallEnd(reader, error == 0 ? 1 : error);
        }
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

    internal void WriteLocked(Mm mm, ThreadId thread)
    {
        _ = thread;
        if (mm != Mm.First)
        {
            return;
        }

        foreach (var monitor in _writeLock)
        {
            monitor.OnWriteLocked(mm);
        }
    }

    internal void Commit(Mm mm, ThreadId thread)
    {
        _ = thread;
        if (mm != Mm.First)
        {
            return;
        }

        foreach (var monitor in _commit)
        {
            monitor.OnCommit(mm);
        }
    }

    /// <summary>The target has lost its mm, or has another one.</summary>
    internal void MapReplaced(Mm mm)
    {
        foreach (var monitor in _commit)
        {
            monitor.OnCommit(mm);
        }
    }

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

    internal void Misuse(Misuse misuse, ThreadId thread)
    {
        Stepper.Current.Explain($"! {Describe(misuse)}");
        foreach (var monitor in _misuse)
        {
            monitor.OnMisuse(misuse, thread);
        }
    }

    private static string Describe(Misuse misuse) => misuse switch
    {
        Kernel.Misuse.UnlockWithoutLock => "releases a lock that it does not hold",
        Kernel.Misuse.DoubleLock => "takes a lock that it holds already",
        Kernel.Misuse.NullDereference => "dereferences NULL",
        Kernel.Misuse.UseAfterFree => "touches freed memory",
        Kernel.Misuse.Unprotected => "touches a VMA without the protection it needs",
        Kernel.Misuse.RefcountUnderflow => "takes a reference at zero, or drops one that it does not have",
        Kernel.Misuse.SleepInRcu => "may sleep inside an RCU read section",
        Kernel.Misuse.SpinsInRcu => "tries again for ever inside an RCU read section",
        Kernel.Misuse.Recycled => "shows a file by a pointer from before its object became another file",
        Kernel.Misuse.LeakedLock => "leaves a lock that nobody will ever release",
        _ => misuse.ToString(),
    };

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
