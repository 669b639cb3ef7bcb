using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>The numbers of a breadth-first search at a point where no successor waits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SearchCounts
{
    /// <summary>The states.</summary>
    public long States;

    /// <summary>The number of the next one to be expanded.</summary>
    public long Next;

    /// <summary>The number behind the last one of its distance from the initial state.</summary>
    public long LevelEnd;

    /// <summary>The most states of one distance so far.</summary>
    public long Widest;

    /// <summary>The distance, in steps.</summary>
    public long Depth;

    /// <summary>The steps.</summary>
    public long Transitions;

    /// <summary>The steps that were run.</summary>
    public long Missed;

    /// <summary>The states in which every thread has ended.</summary>
    public long Terminal;

    /// <summary>The states in which nobody can go on.</summary>
    public long Deadlocks;

    /// <summary>The time that it took.</summary>
    public long ElapsedTicks;

    /// <summary>The sum of the fingerprints of the states that were not expanded: the lower half.</summary>
    public ulong PendingLow;

    /// <summary>Its upper half.</summary>
    public ulong PendingHigh;
}
