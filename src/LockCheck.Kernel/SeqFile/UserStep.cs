namespace LockCheck.Kernel;

/// <summary>What user space does that is a step of its own.</summary>
internal enum UserCall : byte
{
    /// <summary>Opens the file or makes the iterator: the first access of a read (t0).</summary>
    Open,

    /// <summary>Touches a page of its own memory (t0).</summary>
    Access,

    /// <summary>Asks an open maps file about an address (t0).</summary>
    Query,

    /// <summary>Something happens that a BPF program is attached to (t0).</summary>
    Program,
}

/// <summary>A step of user space that touches nothing shared.</summary>
internal readonly struct UserStep(UserCall call) : IOperation<None>
{
    private readonly UserCall _call = call;

    public Footprint Footprint => Footprint.Nothing;

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => _call switch
    {
        UserCall.Open => "open",
        UserCall.Access => "touches a page",
        UserCall.Query => "ioctl(PROCMAP_QUERY)",
        UserCall.Program => "a BPF program runs",
        _ => _call.ToString(),
    };
}
