namespace LockCheck.Engine.Tests.Reference;

/// <summary>
/// One transition of a reference model: who moves, where to, and whether the step breaks the promise.
/// </summary>
internal readonly record struct Move(int Thread, Cells Next, bool Breaks = false);

/// <summary>
/// A world written a second time, by hand, as transitions between rows of numbers: same step granularity as the
/// engine's world, none of its code.
/// </summary>
internal abstract class Rules
{
    public abstract int Threads { get; }

    public abstract Cells Start { get; }

    /// <summary>The steps of one thread: none when it is blocked or has ended.</summary>
    public abstract IEnumerable<Move> MovesOf(Cells state, int thread);

    public abstract bool HasEnded(Cells state, int thread);
}
