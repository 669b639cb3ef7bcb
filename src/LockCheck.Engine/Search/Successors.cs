using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>A step that a search has taken, and the record of the state that it led to, which follows.</summary>
internal struct Successor
{
    /// <summary>The number of the state that the step was taken from.</summary>
    public long Parent;

    /// <summary>The step.</summary>
    public PathStep Step;

    /// <summary>Gets the record.</summary>
    /// <param name="successor">Where it lies.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe byte* RecordOf(Successor* successor) => (byte*)(successor + 1);
}

/// <summary>
/// Who decides about the successors that an <see cref="Expander"/> makes, and hears of what they broke.
/// </summary>
internal abstract unsafe class SuccessorSink
{
    /// <summary>Decides about a successor: known, or new. They come in the order in which they were made.</summary>
    public abstract void Take(Successor* successor);

    /// <summary>Says that a successor will come, to load what deciding about it needs.</summary>
    public abstract void Announce(Hash128 fingerprint);

    /// <summary>Hears that a step broke properties.</summary>
    public abstract void Report(ulong reported, long parent, PathStep step);

    /// <summary>Hears that nobody can go on from a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="hasLiveThreads">Whether some threads have not ended.</param>
    public abstract void EndOfPath(long state, bool hasLiveThreads);
}
