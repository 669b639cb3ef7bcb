using System.Globalization;
using LockCheck.Engine;
using LockCheck.Sct;

namespace LockCheck.Benchmarks;

/// <summary>
/// What a run and a step cost under each strategy: on a small world of 135 interleavings, where the strategy is all
/// that there is, on a program of many threads, and on the model of the kernel. The ratio of the steps is to a
/// reference that is measured in the same process, that of the runs to the random walk on the same model.
/// </summary>
internal static class SamplingLines
{
    private const int Rounds = 5;

    private static readonly (string Name, SearchOptions Options)[] Strategies =
    [
        ("random", Drawn(SamplingStrategy.RandomWalk)),
        ("pct d=3", Drawn(SamplingStrategy.Pct)),
        ("pos", Drawn(SamplingStrategy.Pos)),
        ("surw", Drawn(SamplingStrategy.Surw)),
        ("random, 2 workers", Drawn(SamplingStrategy.RandomWalk) with { Workers = 2 }),
    ];

    public static int Print(TextWriter output)
    {
        var reference = Lines.Reference();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"reference: HashSet<ulong> takes {reference / 1e6:0.00} M new numbers/s; ratios of steps are to this"));
        Print(output, reference, "135 interleavings", () => new MapWorld(), 400_000);
        Print(output, reference, "reorder_10", () => new Reorder(10, isRepaired: true), 200_000);
        var busy = SearchCases.TwoReaders(rounds: 1);
        Print(output, reference, "task_vma/v7, two readers", () => SearchCases.Model(busy), 20_000);
        return 0;
    }

    private static SearchOptions Drawn(SamplingStrategy strategy) =>
        new() { Sampling = new SamplingPlan { Strategy = strategy } };

    private static void Print(TextWriter output, double reference, string name, Func<Model> make, long runs)
    {
        var best = new (double Runs, double Steps)[Strategies.Length];
        for (var round = 0; round < Rounds; round++)
        {
            for (var at = 0; at < Strategies.Length; at++)
            {
                var result = Explorer.Sample(make(), runs, seed: 1, Strategies[at].Options);
                var seconds = result.Elapsed.TotalSeconds;
                best[at] = best[at].Runs > runs / seconds ? best[at] : (runs / seconds, result.Transitions / seconds);
            }
        }

        for (var at = 0; at < Strategies.Length; at++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-26}{Strategies[at].Name,-20}{best[at].Runs,11:N0} runs/s  {best[at].Steps / 1e6,6:0.0} M "
                + $"steps/s  ratio {best[at].Steps / reference:0.00}  runs to the random walk's "
                + $"{best[at].Runs / best[0].Runs:0.00}"));
        }
    }
}
