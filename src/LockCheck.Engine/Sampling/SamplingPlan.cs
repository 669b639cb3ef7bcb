namespace LockCheck.Engine;

/// <summary>The strategy of a sampling, and its parameters.</summary>
public sealed record SamplingPlan
{
    /// <summary>
    /// How many runs a strategy that has to know the model's size begins with: random walks that count. They are runs
    /// like the others, with the lowest numbers, and what they find counts.
    /// </summary>
    public const int PilotRuns = 10;

    /// <summary>The <see cref="Depth"/> unless somebody says: two switches at the right steps show most bugs.</summary>
    public const int DepthDefault = 3;

    /// <summary>The largest <see cref="Depth"/>.</summary>
    public const int DepthMax = 100;

    /// <summary>Gets the strategy.</summary>
    public SamplingStrategy Strategy { get; init; }

    /// <summary>
    /// Gets the depth of <see cref="SamplingStrategy.Pct"/>, from 1: how many ordering constraints a bug may need. A
    /// run has one priority change point less.
    /// </summary>
    public int Depth { get; init; } = DepthDefault;

    /// <summary>Gets which operations <see cref="SamplingStrategy.Surw"/> orders uniformly.</summary>
    public InterestingOperations Interesting { get; init; }

    /// <summary>Gets whether the strategy begins with <see cref="PilotRuns"/>.</summary>
    public bool HasPilots => Strategy is SamplingStrategy.Pct or SamplingStrategy.Surw;

    /// <summary>Throws if the parameters make no sense.</summary>
    internal void Require(int? preemptions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Depth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Depth, DepthMax);
        if (preemptions is not null && Strategy != SamplingStrategy.RandomWalk)
        {
            throw new ArgumentException(
                $"A bound on preemptions takes schedules away, and what is known of {Strategy} is known of all "
                + "schedules. Use the random walk, or leave the bound out.",
                nameof(preemptions));
        }
    }
}
