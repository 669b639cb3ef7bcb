namespace LockCheck.Engine;

/// <summary>The bounds and switches of a search. Every bound that cut something is named in the verdict.</summary>
public sealed record SearchOptions
{
    /// <summary>The most <see cref="Workers"/>.</summary>
    public const int WorkersMax = 256;

    /// <summary>
    /// Gets whether states are expanded newest first; otherwise breadth first, which finds shortest schedules.
    /// </summary>
    public bool DepthFirst { get; init; }

    /// <summary>Gets whether the search ends at the first violation instead of running on to exhaustion.</summary>
    public bool StopAtFirst { get; init; }

    /// <summary>Gets the most context switches away from a thread that could go on; null for no bound.</summary>
    public int? Preemptions { get; init; }

    /// <summary>Gets the most distinct states; null for no bound.</summary>
    public long? MaxStates { get; init; }

    /// <summary>Gets the longest time; null for no bound.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Gets the time that a limit is called by, where <see cref="MaxTime"/> is what is left of it.</summary>
    internal TimeSpan? TimeAsked { get; init; }

    /// <summary>Gets the most memory for states, in bytes; null for no bound.</summary>
    public long? MaxMemoryBytes { get; init; }

    /// <summary>
    /// Gets how many OS threads share a search or the runs of a sampling, from 1. It decides nothing but the time: what
    /// is found and counted is the same for any number. Only where <see cref="MaxTime"/>, <see cref="MaxMemoryBytes"/>
    /// or a cancellation cuts depends on it, as it depends on the machine. A search that is depth first, or that lets
    /// threads run <see cref="Alone"/>, is made by one.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// Gets whether a step that was run before, in the same world and from the same state of its thread, is looked up
    /// instead of being run again. It changes nothing but the speed.
    /// </summary>
    public bool Memoize { get; init; } = true;

    /// <summary>
    /// Gets how many new states lie between two self-checks: each replays the path to the newest state and compares
    /// the vectors, to catch nondeterminism that hides in a model. 0 switches it off.
    /// </summary>
    public int SelfCheckEvery { get; init; } = 10_007;

    /// <summary>
    /// Gets the slots of the threads of which each must end, or come to where it has to wait, when it runs alone from
    /// any reachable state (<see cref="Property.Alone"/>); none to leave that unchecked. It takes each of their steps
    /// once more, and a table of fingerprints for each of them. A sampling does not check it.
    /// </summary>
    public IReadOnlyList<int> Alone { get; init; } = [];

    /// <summary>Gets how random runs are drawn; a search over states ignores it.</summary>
    public SamplingPlan Sampling { get; init; } = new();

    /// <summary>
    /// Gets whether steps that no other thread can tell the time of are taken at once, and no state is kept before
    /// them (docs/reduction.md). The same properties are broken and the same states are final; schedules are short, not
    /// shortest.
    /// </summary>
    public bool ReducesLocalSteps { get; init; }

    /// <summary>
    /// Gets where checkpoints are written, and whether the search goes on from one; null for none. For a search breadth
    /// first that does not check <see cref="Alone"/>; its workers may be others than those of the search it goes on with.
    /// </summary>
    public CheckpointPlan? Checkpoints { get; init; }

    /// <summary>Gets the clock behind <see cref="MaxTime"/> and the printed seconds; it decides nothing else.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets what is told of the progress, every so many transitions; null for nobody.</summary>
    public Action<SearchProgress>? Progress { get; init; }

    /// <summary>Throws if there cannot be so many workers.</summary>
    internal void RequireWorkers()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Workers, WorkersMax);
    }
}

/// <summary>How far a search is.</summary>
/// <param name="States">Distinct states so far.</param>
/// <param name="Transitions">Steps so far.</param>
/// <param name="Depth">The distance from the initial state, in steps.</param>
/// <param name="Frontier">States that wait to be expanded.</param>
/// <param name="MemoryBytes">The memory for states, in bytes.</param>
/// <param name="Elapsed">The time since the start.</param>
public readonly record struct SearchProgress(
    long States, long Transitions, int Depth, long Frontier, long MemoryBytes, TimeSpan Elapsed)
{
    /// <summary>
    /// Gets how many of <see cref="States"/> have been made again, in a search that takes up a checkpoint and does not go
    /// on yet; null in one that does.
    /// </summary>
    public long? Rebuilt { get; init; }
}
