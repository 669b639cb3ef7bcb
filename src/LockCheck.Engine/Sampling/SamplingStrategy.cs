namespace LockCheck.Engine;

/// <summary>How the next thread of a random run is drawn. Each strategy has a file of its own.</summary>
public enum SamplingStrategy
{
    /// <summary>Each thread that can go on with the same probability.</summary>
    RandomWalk,

    /// <summary>Probabilistic concurrency testing: random priorities, and few points where one falls.</summary>
    Pct,

    /// <summary>Partial order sampling: a random priority for each pending operation, anew after a race.</summary>
    Pos,

    /// <summary>Selectively uniform concurrency testing: threads weighted by the operations they have left.</summary>
    Surw,
}

/// <summary>Which operations <see cref="SamplingStrategy.Surw"/> orders uniformly.</summary>
public enum InterestingOperations
{
    /// <summary>In each run, those on one shared object, which is drawn for the run.</summary>
    OneObject,

    /// <summary>All of them.</summary>
    All,
}
