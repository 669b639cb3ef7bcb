using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests;

/// <summary>
/// Worlds that are known to be broken: if the engine calls one of them verified, the engine is broken.
/// </summary>
public class CanaryTests
{
    public static readonly TheoryData<string> Names = [.. Canaries().Select(canary => canary.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_strategy_finds_the_canary(string name)
    {
        var world = Canaries().Single(canary => canary.Name == name).World;
        SearchResult[] results =
        [
            Explorer.Search(world()),
            Explorer.Search(world(), new SearchOptions { DepthFirst = true }),
            Explorer.Search(world(), new SearchOptions { StopAtFirst = true }),
            Explorer.Search(world(), new SearchOptions { SelfCheckEvery = 1 }),
            Explorer.Search(world(), new SearchOptions { SelfCheckEvery = 0 }),
            Explorer.Search(world(), new SearchOptions { Preemptions = 3 }),
            Explorer.Sample(world(), runs: 1000, seed: 1),
        ];
        Assert.All(results, result => Assert.Equal(Verdict.Violated, result.Verdict));
        Assert.All(results, result => Assert.True(result.IsViolated));
        Assert.All(results, result => Assert.Contains(result.Findings, finding => finding.IsFailure));
    }

    /// <summary>A finding is worth something if its path, run alone, breaks the same property again.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_path_of_a_finding_breaks_the_property_again(string name)
    {
        var world = Canaries().Single(canary => canary.Name == name).World;
        foreach (var depthFirst in new[] { false, true })
        {
            var findings = Explorer.Search(world(), new SearchOptions { DepthFirst = depthFirst }).Findings;
            foreach (var finding in findings)
            {
                using var runner = new PathRunner(LoadedModel.Load(world()));
                runner.Run(finding.Path);
                var isBroken = finding.Property is { } property
                    ? (runner.Stepper.Reported & (1UL << property.Index)) != 0
                    : EnabledThreads(runner) == 0;
                Assert.True(isBroken);
            }
        }
    }

    private static int EnabledThreads(PathRunner runner)
    {
        var enabled = 0;
        for (var slot = 0; slot < runner.Stepper.View.ThreadCount; slot++)
        {
            enabled += runner.Stepper.View.IsEnabled(ThreadId.Of(slot)) ? 1 : 0;
        }

        return enabled;
    }

    private static IEnumerable<(string Name, Func<Model> World)> Canaries() =>
    [
        ("counter", () => new CounterWorld(2, 1)),
        ("peterson", () => new PetersonWorld(2, turnFirst: true)),
        ("philosophers", () => new PhilosopherWorld(3, 1, lastIsRightHanded: false)),
        ("ticket drawn in two steps", () => new TicketWorld(2, 1, TicketLock.LoadThenStore)),
        ("ticket lock that lets barge", () => new TicketWorld(3, 1, TicketLock.Barging)),
        ("seqlock", () => new SeqlockWorld(1, 1, validates: false)),
    ];
}
