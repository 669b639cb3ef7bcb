namespace LockCheck.Kernel;

/// <summary>Hands the kernel's events to the monitors that asked for them.</summary>
public sealed partial class KernelEvents
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
