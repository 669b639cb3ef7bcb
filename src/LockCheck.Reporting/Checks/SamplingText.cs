using System.Globalization;
using LockCheck.Engine;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Checks;

/// <summary>Says in words how random runs were drawn, and what that is worth.</summary>
public static class SamplingText
{
    private static readonly (string Name, SamplingStrategy Strategy)[] Names =
    [
        ("random", SamplingStrategy.RandomWalk),
        ("pct", SamplingStrategy.Pct),
        ("pos", SamplingStrategy.Pos),
        ("surw", SamplingStrategy.Surw),
    ];

    /// <summary>Reads the name of a strategy; null when there is none of that name.</summary>
    public static SamplingStrategy? Read(string name) =>
        Names.Where(one => one.Name == name).Select(one => (SamplingStrategy?)one.Strategy).SingleOrDefault();

    /// <summary>The name of a strategy on the command line.</summary>
    public static string NameOf(SamplingStrategy strategy) => Names.Single(one => one.Strategy == strategy).Name;

    /// <summary>Says how runs are drawn, with the parameters.</summary>
    public static string Describe(SamplingPlan plan)
    {
        var pilots = $"the first {SamplingPlan.PilotRuns} random walks, to measure the model";
        return plan.Strategy switch
        {
            SamplingStrategy.Pct => $"PCT of depth {plan.Depth}; {pilots}",
            SamplingStrategy.Pos => "POS",
            SamplingStrategy.Surw => $"SURW, uniform over the operations on one object drawn for each run; {pilots}",
            _ => "a random walk",
        };
    }

    /// <summary>Says what PCT promises, in lines of a report; nothing for the others.</summary>
    public static IEnumerable<string> Guarantee(SearchResult result)
    {
        if (result.Sampling?.Bound is not { } bound)
        {
            return [];
        }

        var runs = Math.Max(0, result.Runs - result.Sampling.Pilots);
        var missed = Math.Pow(1 - bound.Probability, runs);
        var formula = bound.Depth == 1 ? "1/n" : bound.Depth == 2 ? "1/(n k)" : $"1/(n k^{bound.Depth - 1})";
        var longer = result.Depth > bound.Steps
            ? $" The longest run had {Numbers.Of(result.Depth, "step")}; of runs longer than k, nothing is promised."
            : string.Empty;
        return Wrapping.Lines("guarantee ", string.Create(
            CultureInfo.InvariantCulture,
            $"a run finds a bug of depth {bound.Depth} with a probability of at least {formula} = "
            + $"{Numbers.Probability(bound.Probability)}, for n = {bound.Threads} threads and runs of up to k = "
            + $"{Numbers.Of(bound.Steps)} steps (the longest of the first {result.Sampling.Pilots}); the "
            + $"{Numbers.Of(runs, "run")} behind these miss one with at most {Numbers.Probability(missed)}.{longer}"));
    }

    /// <summary>Says which run was the first to fail, in lines of a report; nothing if none did.</summary>
    public static IEnumerable<string> FirstFailing(SearchResult result) =>
        result.Sampling?.FirstFailingRun is { } run ? [$"first     failing run: number {Numbers.Of(run)}"] : [];
}
