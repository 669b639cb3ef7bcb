namespace LockCheck.Kernel.Traces;

/// <summary>A thread of the log.</summary>
internal sealed class TraceThread(long tid, long process, TraceSpace space, OpenFiles files)
{
    /// <summary>Its id.</summary>
    public long Tid { get; } = tid;

    /// <summary>The id of its process (tgid).</summary>
    public long Process { get; set; } = process;

    /// <summary>Its mm.</summary>
    public TraceSpace Space { get; set; } = space;

    /// <summary>Its file descriptors.</summary>
    public OpenFiles Files { get; set; } = files;

    /// <summary>Who made it, if that is only a guess: its clone has not ended in the log.</summary>
    public TraceThread? GuessedParent { get; set; }

    /// <summary>The name and the arguments of a call that has not ended, or nothing.</summary>
    public byte[]? Unfinished { get; set; }

    /// <summary>What that call is.</summary>
    public CallKind UnfinishedKind { get; set; }

    /// <summary>Whether it was made before its end, for somebody else needed its place.</summary>
    public bool IsMadeEarly { get; set; }

    /// <summary>Whether the log tells no clone of it.</summary>
    public bool IsUnannounced { get; init; }
}
