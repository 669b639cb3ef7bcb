namespace LockCheck.Engine;

/// <summary>What a sampling knows of itself at its end.</summary>
public sealed record SamplingFacts
{
    /// <summary>Gets how the runs were drawn.</summary>
    public required SamplingPlan Plan { get; init; }

    /// <summary>Gets how many of the runs were pilots.</summary>
    public required int Pilots { get; init; }

    /// <summary>Gets the number of the first run that failed, counted from 1; null if none did.</summary>
    public required long? FirstFailingRun { get; init; }

    /// <summary>Gets what PCT promises; null for other strategies, and if there were pilots only.</summary>
    public required PctBound? Bound { get; init; }
}

/// <summary>
/// The guarantee of PCT (theorem 9 of its paper): a run finds a bug of this depth with at least this probability, if
/// no run of the model has more threads or more steps.
/// </summary>
/// <param name="Threads">The model's threads, n.</param>
/// <param name="Steps">The steps, k: as many as the longest pilot run took.</param>
/// <param name="Depth">The depth, d.</param>
public sealed record PctBound(int Threads, int Steps, int Depth)
{
    /// <summary>Gets 1 / (n k^(d-1)).</summary>
    public double Probability => 1 / (Threads * Math.Pow(Steps, Depth - 1));
}
