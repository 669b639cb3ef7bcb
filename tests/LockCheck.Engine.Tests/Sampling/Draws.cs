using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Sampling;

/// <summary>How often each outcome comes out of many runs under one strategy, or under a broken twin of one.</summary>
internal static class Draws
{
    /// <summary>The runs of a statistical test; its seed is fixed, so it fails always or never.</summary>
    public const int Runs = 60_000;

    /// <summary>Counts the values that the first number of a scratch world has at the end.</summary>
    public static SortedDictionary<long, int> Of<TStrategy>(
        Func<PendingOperations, TStrategy> make, int runs, int spare, params Func<Routine>[] routines)
        where TStrategy : struct, IStrategy
    {
        var counts = new SortedDictionary<long, int>();
        var model = LoadedModel.Load(World(counts, spare, routines));
        using var stepper = model.NewStepper();
        using var worker = new SamplingWorker<TStrategy>(
            model, new SamplingOrders(new SplitMix(1).Next(), false, null), new InitialState(stepper), make);
        var result = new ChunkResult();
        worker.Run(0, runs, result, _ => true);
        result.Error?.Throw();
        Assert.Equal(runs, result.Runs);
        return counts;
    }

    /// <summary>The same by the front door, pilot runs included.</summary>
    public static SortedDictionary<long, int> Of(SamplingPlan plan, int spare, params Func<Routine>[] routines)
    {
        var counts = new SortedDictionary<long, int>();
        var options = new SearchOptions { Sampling = plan };
        Explorer.Sample(World(counts, spare, routines), Runs, seed: 1, options);
        return counts;
    }

    /// <summary>
    /// Pearson's statistic against equal probabilities. Outcomes that never came out are outcomes, too.
    /// </summary>
    public static double ChiSquare(IReadOnlyDictionary<long, int> counts, int outcomes)
    {
        var expected = counts.Values.Sum() / (double)outcomes;
        return counts.Values.Sum(count => (count - expected) * (count - expected) / expected)
            + ((outcomes - counts.Count) * expected);
    }

    /// <summary>
    /// What the statistic exceeds once in a million times (E. B. Wilson, M. M. Hilferty: The distribution of
    /// chi-square, 1931; 4.75 is the normal deviate).
    /// </summary>
    public static double Limit(int outcomes)
    {
        var free = outcomes - 1.0;
        var spread = 2 / (9 * free);
        return free * Math.Pow(1 - spread + (4.75 * Math.Sqrt(spread)), 3);
    }

    /// <summary>Tells whether a count is within five standard deviations of what a probability makes likely.</summary>
    public static bool Fits(int count, int runs, double probability) =>
        Math.Abs(count - (runs * probability)) <= 5 * Math.Sqrt(runs * probability * (1 - probability));

    private static ScratchWorld World(SortedDictionary<long, int> counts, int spare, Func<Routine>[] routines) =>
        new(routines)
        {
            Spare = spare,
            AtEnd = () => counts[ScratchWorld.Number(0)] =
                counts.GetValueOrDefault(ScratchWorld.Number(0)) + 1,
        };
}
