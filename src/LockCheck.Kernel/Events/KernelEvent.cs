namespace LockCheck.Kernel;

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

    /// <summary><see cref="Monitor.OnPagesTouched"/>.</summary>
    Pages = 1024,

    /// <summary><see cref="Monitor.OnOvertaken"/>.</summary>
    Overtaken = 2048,

    /// <summary><see cref="Monitor.OnTaskListed"/>, <see cref="Monitor.OnTasksChanged"/>.</summary>
    Task = 4096,
}
