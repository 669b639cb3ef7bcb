namespace LockCheck.Engine;

/// <summary>What a search can say at its end.</summary>
public enum Verdict
{
    /// <summary>The state space is exhausted and no promise is broken in it.</summary>
    VerifiedWithinBounds,

    /// <summary>A promise is broken, or threads deadlock.</summary>
    Violated,

    /// <summary>Nothing was found, and a limit cut the search: <see cref="SearchResult.CutBy"/> says which.</summary>
    Inconclusive,
}

/// <summary>The result of a search.</summary>
public sealed record SearchResult
{
    /// <summary>Gets what can be said.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Gets the limit that cut the search, in words; null when it ran to its end.</summary>
    public string? CutBy { get; init; }

    /// <summary>Gets the first finding of each broken property, and the deadlock if there is one.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Gets the number of distinct states.</summary>
    public required long States { get; init; }

    /// <summary>Gets the number of steps taken, each of which led to a new or a known state.</summary>
    public required long Transitions { get; init; }

    /// <summary>
    /// Gets how many steps, and looks at blocked threads, were made by running modelled code; the others were known
    /// from another state with the same world and the same thread. 0 where all are run.
    /// </summary>
    public long Missed { get; init; }

    /// <summary>Gets the number of states in which every thread has ended.</summary>
    public required long TerminalStates { get; init; }

    /// <summary>Gets the number of states in which threads are left and none can go on.</summary>
    public required long DeadlockStates { get; init; }

    /// <summary>Gets the number of runs of a sampling; 0 for a search over states.</summary>
    public long Runs { get; init; }

    /// <summary>Gets what a sampling knows of itself; null for a search over states.</summary>
    public SamplingFacts? Sampling { get; init; }

    /// <summary>Gets the largest distance from the initial state, in steps.</summary>
    public required int Depth { get; init; }

    /// <summary>
    /// Gets the largest number of states that waited to be expanded; breadth first, of those at one distance from the
    /// initial state.
    /// </summary>
    public long MaxFrontier { get; init; }

    /// <summary>Gets the bytes of the largest state vector: of the world, and the most of each thread.</summary>
    public int VectorBytes { get; init; }

    /// <summary>Gets the bytes of the fingerprint table.</summary>
    public long TableBytes { get; init; }

    /// <summary>Gets the bytes of the log of how each state was reached.</summary>
    public long LogBytes { get; init; }

    /// <summary>Gets the bytes of the pieces that states are made of.</summary>
    public long PieceBytes { get; init; }

    /// <summary>Gets the bytes of the memo of steps.</summary>
    public long MemoBytes { get; init; }

    /// <summary>Gets the bytes kept for each state: of the table and the log.</summary>
    public double BytesPerState => States == 0 ? 0 : (TableBytes + LogBytes) / (double)States;

    /// <summary>Gets the probability that a state was missed because two states had one fingerprint.</summary>
    public double MissProbability { get; init; }

    /// <summary>Gets the time that the search took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets whether there is nothing to go on with: the search ran to its end, or to the first failure.</summary>
    public bool IsOver => CutBy is null or SearchLimits.StopAtFirst;

    /// <summary>Gets whether anything was found that is a failure.</summary>
    public bool IsViolated => Findings.Any(finding => finding.IsFailure);
}

/// <summary>A broken property with the schedule that shows it.</summary>
/// <param name="Property">What is broken; null for a deadlock.</param>
/// <param name="Path">The steps from the initial state; the last one breaks the property.</param>
/// <param name="IsShortest">Whether no shorter path breaks the property.</param>
public sealed record Finding(Property? Property, IReadOnlyList<PathStep> Path, bool IsShortest)
{
    /// <summary>Gets whether this is a deadlock.</summary>
    public bool IsDeadlock => Property is null;

    /// <summary>
    /// Gets whether this is a failure: a deadlock, a broken promise or a crash, and no mere observation or measurement.
    /// </summary>
    public bool IsFailure => Property is null or { IsFailure: true };
}
