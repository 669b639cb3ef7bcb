using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LockCheck.Coyote.Tests;
using LockCheck.Engine;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;
using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.SystematicTesting;

namespace LockCheck.Benchmarks;

/// <summary>
/// The same two scenarios under LockCheck and under Microsoft Coyote, in one process: how many runs a second, how many
/// runs until the bug is found, how long its schedule is, and what can be said of the reader that is repaired.
/// </summary>
internal static partial class CoyoteLines
{
    private const string Broken = nameof(OracleTests.Bug6__task_vma_v7__split_front);
    private const string Repaired = nameof(OracleTests.Bug6__task_vma_resume_unshown__split_front);
    private const int Seeds = 15;
    private const int Searches = 20;
    private const int SpeedRuns = 4;
    private const int MostRuns = 5_000;
    private const int OracleRuns = 2_000;
    private const int ActorRuns = 500;
    private const int SampleRuns = 20_000;

    private static readonly Catalogue Known = Catalogue.Load();

    public static int Print(TextWriter output)
    {
        // Coyote tells of each run on the console.
        Console.SetOut(TextWriter.Null);
        var (broken, repaired) = (ScenarioOf(Broken), ScenarioOf(Repaired));
        output.WriteLine($"broken    {broken.Reader} against {broken.Writers[0].Writer}: I1 (test {Broken})");
        output.WriteLine($"repaired  {repaired.Reader} against {repaired.Writers[0].Writer} (test {Repaired})");
        Search(output, "broken", broken);
        Search(output, "repaired", repaired);
        output.WriteLine(
            $"{string.Empty,-34}{"runs/s",9}  {"ratio",7}  runs until it is found   steps of the schedule");
        var sampled = Speed(SampleRuns, () => Explorer.Sample(repaired.Build(Known), SampleRuns, seed: 1));
        Line(output, "LockCheck, random sampling", sampled, sampled, Found(seed => Sampled(broken, seed)));
        Hosted(output, "Coyote, one operation", sampled, OracleRuns, Oracle, ["random"]);
        Hosted(output, "Coyote, actors", sampled, ActorRuns, Actors, ["random", "prioritization", "delay-bounding"]);
        return 0;
    }

    /// <summary>All states: what is found is the shortest, and what is not found is not there.</summary>
    private static void Search(TextWriter output, string name, Scenario scenario)
    {
        var result = Enumerable.Range(0, Searches).Select(_ => Explorer.Search(scenario.Build(Known)))
            .MinBy(result => result.Elapsed)!;
        var shortest = result.Findings.Where(finding => finding.IsFailure).Min(finding => finding?.Path.Count);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"LockCheck, all states, {name}: {result.States:N0} states in {result.Elapsed.TotalMilliseconds:0.0} ms, "
            + $"{(shortest is null ? "verified within bounds" : $"shortest schedule of {shortest} steps")}"));
    }

    private static void Hosted(
        TextWriter output, string host, double sampled, int runs, Func<string, Configuration, Outcome> test,
        string[] strategies)
    {
        foreach (var strategy in strategies)
        {
            var speed = Speed(runs, () => test(Repaired, Configured(strategy, 0, runs)));
            Line(
                output,
                $"{host}, {strategy}",
                speed,
                sampled,
                Found(seed => test(Broken, Configured(strategy, seed, MostRuns))));
        }
    }

    private static void Line(
        TextWriter output, string name, double speed, double reference, IReadOnlyList<Outcome> found)
    {
        var missed = found.Count(outcome => outcome.Steps is null);
        var steps = found.Where(outcome => outcome.Steps is not null).Select(outcome => outcome.Steps!.Value).Order();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-34}{speed,9:N0}  {speed / reference,7:0.0000}  median of {Seeds} seeds: {Median(found),-4}"
            + $"{(missed > 0 ? $", {missed} never" : string.Empty),-4}  "
            + $"{steps.FirstOrDefault()} to {steps.LastOrDefault()}"));
    }

    private static IReadOnlyList<Outcome> Found(Func<uint, Outcome> run) =>
        [.. Enumerable.Range(0, Seeds).Select(shard => run((uint)(1 + (shard * MostRuns))))];

    private static int Median(IReadOnlyList<Outcome> found) =>
        found.Select(outcome => outcome.Runs).Order().ElementAt(found.Count / 2);

    private static double Speed(int runs, Action action)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < SpeedRuns; i++)
        {
            var watch = Stopwatch.StartNew();
            action();
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        return runs / best.TotalSeconds;
    }

    private static Scenario ScenarioOf(string test) =>
        ClaimNames.All(Known).Single(named => named.Name == test).Claim.ScenarioOf(Known);

    private static Outcome Sampled(Scenario scenario, uint seed)
    {
        var result = Explorer.Sample(
            scenario.Build(Known), MostRuns, seed, new SearchOptions { StopAtFirst = true });
        return new Outcome((int)result.Runs, result.Findings.FirstOrDefault(found => found.IsFailure)?.Path.Count);
    }

    private static Configuration Configured(string strategy, uint seed, int runs) => (strategy switch
    {
        "prioritization" => Configuration.Create().WithPrioritizationStrategy(),
        "delay-bounding" => Configuration.Create().WithDelayBoundingStrategy(),
        _ => Configuration.Create().WithRandomStrategy(),
    })
        .WithTestingIterations((uint)runs)
        .WithRandomGeneratorSeed(seed)
        .WithDeadlockTimeout(60_000)
        .WithTelemetryEnabled(false);

    private static Outcome Oracle(string test, Configuration configuration)
    {
        var method = typeof(OracleTests).GetMethod(test)!;
        return Run(TestingEngine.Create(configuration, method.CreateDelegate<Action<ICoyoteRuntime>>()));
    }

    private static Outcome Actors(string test, Configuration configuration)
    {
        var method = typeof(ActorTests).GetMethod(test + ActorTests.Suffix)!;
        return Run(TestingEngine.Create(configuration, method.CreateDelegate<Action<IActorRuntime>>()));
    }

    private static Outcome Run(TestingEngine engine)
    {
        using (engine)
        {
            engine.Run();
            var report = engine.TestReport;
            return new Outcome(
                report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths,
                report.BugReports.SingleOrDefault() is { } bug ? StepsOf(bug) : null);
        }
    }

    /// <summary>The length that the text of a finding names.</summary>
    private static int StepsOf(string bug) =>
        int.Parse(Steps().Match(bug).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("([0-9,]+) steps", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();

    private readonly record struct Outcome(int Runs, int? Steps);
}
