using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Traces;

/// <summary>An mm of the log: its address space, and who uses it.</summary>
internal sealed class TraceSpace
{
    /// <summary>The address space; none if it is not known, as after an exec.</summary>
    public ExactSpace? Space { get; set; }

    /// <summary>How many threads use it.</summary>
    public int Users { get; set; }

    /// <summary>Counts its calls, so that a map is not made again when nothing was called.</summary>
    public long Version { get; set; }

    /// <summary>Whether new memory is locked (MCL_FUTURE).</summary>
    public bool LocksFuture { get; set; }

    /// <summary>The munmaps that have begun and not ended.</summary>
    public List<TraceThread> Pending { get; } = [];
}
