using System.Diagnostics;
using System.Globalization;
using LockCheck.Engine;
using LockCheck.Sct;

namespace LockCheck.Benchmarks;

/// <summary>
/// How many schedules each strategy takes until it finds the bug of each program of SCTBench and ConVul: the median
/// over seeds, and how many seeds found it at all. Pilot runs are counted.
/// </summary>
internal static class SctLines
{
    private const int Seeds = 20;
    private const long RunsMax = 100_000;

    private static readonly (string Name, SamplingPlan Plan)[] Strategies =
    [
        ("random", new SamplingPlan()),
        ("pct d=3", new SamplingPlan { Strategy = SamplingStrategy.Pct }),
        ("pos", new SamplingPlan { Strategy = SamplingStrategy.Pos }),
        ("surw", new SamplingPlan { Strategy = SamplingStrategy.Surw }),
        ("surw, all", new SamplingPlan
        {
            Strategy = SamplingStrategy.Surw,
            Interesting = InterestingOperations.All,
        }),
    ];

    public static int Print(TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"schedules until the bug is found, at most {RunsMax:N0}: median of {Seeds} seeds, and how many found it"));
        output.WriteLine($"{string.Empty,-18}" + string.Concat(Strategies.Select(one => $"{one.Name,14}    ")));
        var watch = Stopwatch.StartNew();
        foreach (var program in SctPrograms.All)
        {
            output.Write($"{program.Name,-18}");
            foreach (var (_, plan) in Strategies)
            {
                output.Write(Cell(program, plan));
            }

            output.WriteLine();
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0} s"));
        return 0;
    }

    private static string Cell(SctCase program, SamplingPlan plan)
    {
        var found = Enumerable.Range(1, Seeds).Select(seed => RunsUntilFound(program, plan, (ulong)seed)).ToList();
        var sorted = found.Select(runs => runs ?? long.MaxValue).Order().ToList();
        var median = sorted[Seeds / 2];
        var text = median == long.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"> {RunsMax:N0}")
            : median.ToString("N0", CultureInfo.InvariantCulture);
        return $"{text,11} {sorted.Count(runs => runs != long.MaxValue),2}/{Seeds} ";
    }

    private static long? RunsUntilFound(SctCase program, SamplingPlan plan, ulong seed)
    {
        var options = new SearchOptions { Sampling = plan, StopAtFirst = true };
        return Explorer.Sample(program.Make(false), RunsMax, seed, options).Sampling!.FirstFailingRun;
    }
}
