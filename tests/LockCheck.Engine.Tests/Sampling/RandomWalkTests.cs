using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Sampling;

/// <summary>Random sampling: repeatable, different for each seed, and never a proof.</summary>
public class RandomWalkTests
{
    [Fact]
    public void The_same_seed_gives_the_same_runs()
    {
        var (one, two) = (Sample(100, seed: 7), Sample(100, seed: 7));
        Assert.Equal(one.Transitions, two.Transitions);
        Assert.Equal(one.Findings[0].Path, two.Findings[0].Path);
        Assert.Equal((100, one.Runs), (two.Runs, two.Runs));
    }

    [Fact]
    public void Seeds_give_different_runs() =>
        Assert.Equal(20, Enumerable.Range(1, 20).Select(seed => SampleGrid(10, (ulong)seed)).Distinct().Count());

    /// <summary>Otherwise a second sampling with the next seed would repeat all runs of the first but one.</summary>
    [Fact]
    public void Neighbouring_seeds_share_no_runs()
    {
        var runs = Enumerable.Range(0, 50).Select(seed => SampleGrid(1, (ulong)seed)).ToHashSet();
        Assert.Equal(50, runs.Count);
        Assert.DoesNotContain(SampleGrid(2, 0).Split(';')[1] + ";", runs);
    }

    [Fact]
    public void More_runs_begin_with_the_runs_of_fewer() =>
        Assert.StartsWith(SampleGrid(5, 3), SampleGrid(10, 3));

    [Fact]
    public void Sampling_finds_the_lost_update()
    {
        var result = Sample(1000, seed: 1);
        Assert.Equal(Verdict.Violated, result.Verdict);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(CounterWorld.LostUpdate, finding.Property);
        Assert.False(finding.IsShortest);
        Assert.True(new Enumeration(new CounterRules(2, 2)).LastStepBreaks(AgainstReference.ThreadsOf(finding)));
    }

    [Fact]
    public void Sampling_ends_at_the_first_violation_if_asked_to()
    {
        var result = Explorer.Sample(
            new CounterWorld(2, 2), 1000, seed: 1, new SearchOptions { StopAtFirst = true });
        Assert.Equal((Verdict.Violated, "--stop-at-first"), (result.Verdict, result.CutBy));
        Assert.InRange(result.Runs, 1, 100);
    }

    [Fact]
    public void Sampling_finds_deadlocks()
    {
        var result = Explorer.Sample(new PhilosopherWorld(2, 1, false), 100, seed: 1);
        Assert.True(Assert.Single(result.Findings).IsDeadlock);
        Assert.Equal(100, result.DeadlockStates + result.TerminalStates);
    }

    [Fact]
    public void Sampling_verifies_nothing()
    {
        var result = Explorer.Sample(new PetersonWorld(1, false), 50, seed: 1);
        Assert.Empty(result.Findings);
        Assert.Equal((Verdict.Inconclusive, "--sample 50"), (result.Verdict, result.CutBy));
        Assert.Equal((50, 50, 0), (result.Runs, result.TerminalStates, result.States));
    }

    [Fact]
    public void Sampling_keeps_a_bound_on_preemptions()
    {
        var options = new SearchOptions { Preemptions = 0 };
        Assert.Empty(Explorer.Sample(new CounterWorld(3, 2), 200, seed: 1, options).Findings);
    }

    [Fact]
    public void Sampling_draws_every_thread_and_every_value_about_as_often()
    {
        var counts = new int[6];
        var world = new ScratchWorld(TakeOne, TakeOne) { AtEnd = () => counts[ScratchWorld.Number(0)]++ };
        Explorer.Sample(world, 6000, seed: 1);
        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void A_run_ends_at_a_crash_and_the_sampling_goes_on()
    {
        var result = Explorer.Sample(new ScratchWorld(CrashOrWalk), 100, seed: 1);
        Assert.Equal(ScratchWorld.Crash, Assert.Single(result.Findings).Property);
        Assert.Equal(100, result.Runs);
        Assert.InRange(result.TerminalStates, 30, 70);
        Assert.Equal(100 + (3 * result.TerminalStates), result.Transitions);
    }

    [Fact]
    public void A_sampling_can_be_interrupted()
    {
        var result = Explorer.Sample(
            new PetersonWorld(1, false), 50, seed: 1, cancellation: new CancellationToken(canceled: true));
        Assert.Equal((Verdict.Inconclusive, "interrupted"), (result.Verdict, result.CutBy));
        Assert.Equal(1, result.Runs);
    }

    private static SearchResult Sample(long runs, ulong seed) =>
        Explorer.Sample(new CounterWorld(2, 2), runs, seed);

    /// <summary>The order in which three threads with ten steps each ran, a number a run.</summary>
    private static string SampleGrid(int runs, ulong seed)
    {
        var text = new System.Text.StringBuilder();
        var world = new ScratchWorld(Sign, Sign, Sign) { AtEnd = () => text.Append($"{ScratchWorld.Number(0)};") };
        Explorer.Sample(world, runs, seed);
        return text.ToString();
    }

    private static async Routine Sign()
    {
        for (var i = 0; i < 10; i++)
        {
            await Step.At("sign");
            ScratchWorld.Number(0) = (3 * ScratchWorld.Number(0)) + Threads.Self.Index;
        }
    }

    private static async Routine TakeOne()
    {
        await Step.At("take");
        var taken = Choose.Value(3, "value");
        if (ScratchWorld.Number(1)++ == 0)
        {
            ScratchWorld.Number(0) = (3 * Threads.Self.Index) + taken;
        }
    }

    private static async Routine CrashOrWalk()
    {
        await Step.At("crash or walk");
        if (Choose.Either("crash"))
        {
            Stepper.Current.Report(ScratchWorld.Crash);
        }

        await Step.At("walk");
        await Step.At("walk");
        await Step.At("walk");
    }
}
