using LockCheck.Engine.Tests.Worlds;
using LockCheck.Sct;

namespace LockCheck.Engine.Tests.Sampling;

/// <summary>What a sampling finds is a function of the seed: not of the workers, nor of who is faster.</summary>
public class WorkersTests
{
    public static readonly TheoryData<SamplingStrategy> Strategies = [.. Enum.GetValues<SamplingStrategy>()];

    private static readonly Func<Model>[] Worlds =
    [
        () => new CounterWorld(2, 2),
        () => new PhilosopherWorld(3, 2, false),
        () => new WorkStealQueue(),
        () => new StringBuffer(),
        () => new Reorder(5),
        () => new ScratchWorld(Choosing, Choosing, Choosing),
    ];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Any_number_of_workers_finds_the_same(SamplingStrategy strategy)
    {
        foreach (var world in Worlds)
        {
            foreach (var stops in new[] { false, true })
            {
                var one = Sample(world(), strategy, 1, stops, 1_500);
                foreach (var workers in new[] { 2, 3, 7 })
                {
                    AssertSame(one, Sample(world(), strategy, workers, stops, 1_500));
                }
            }
        }
    }

    /// <summary>The lowest-numbered failing run counts, and it is the same however many runs were asked for.</summary>
    [Theory]
    [MemberData(nameof(Strategies))]
    public void The_first_failing_run_is_a_matter_of_the_seed(SamplingStrategy strategy)
    {
        var first = Sample(new WorkStealQueue(), strategy, 1, false, 5_000).Sampling!.FirstFailingRun;
        Assert.NotNull(first);
        var stopped = Sample(new WorkStealQueue(), strategy, 3, true, 50_000);
        Assert.Equal((first, first), (stopped.Sampling!.FirstFailingRun, stopped.Runs));
        Assert.Equal("--stop-at-first", stopped.CutBy);
        Assert.Null(Sample(new WorkStealQueue(), strategy, 2, false, first.Value - 1).Sampling!.FirstFailingRun);
        Assert.Equal(
            first, Sample(new WorkStealQueue(), strategy, 2, false, first.Value).Sampling!.FirstFailingRun);
    }

    [Fact]
    public void More_runs_begin_with_the_same_runs()
    {
        foreach (var strategy in Enum.GetValues<SamplingStrategy>())
        {
            var (some, more) = (
                Sample(new PhilosopherWorld(3, 2, false), strategy, 1, false, 300),
                Sample(new PhilosopherWorld(3, 2, false), strategy, 2, false, 301));
            Assert.InRange(more.Transitions - some.Transitions, 1, more.Depth);
        }
    }

    [Fact]
    public void The_shortest_schedule_is_kept_and_of_equals_the_one_of_the_first_run()
    {
        var chunk = new ChunkResult();
        chunk.Reset(0);
        var (longer, first, second) = (
            new PathStep[] { new(0, 0), new(0, 0) }, new PathStep[] { new(1, 0) }, new PathStep[] { new(2, 0) });
        chunk.Keep(ChunkResult.Deadlock, longer);
        chunk.Keep(ChunkResult.Deadlock, first);
        chunk.Keep(ChunkResult.Deadlock, second);
        var next = new ChunkResult();
        next.Reset(1);
        next.Keep(ChunkResult.Deadlock, second);
        chunk.Add(next);
        var table = new PropertyTable(new CounterWorld(1, 1));
        Assert.Equal(first, Assert.Single(chunk.ToFindings(table)).Path);
    }

    [Fact]
    public void A_mistake_in_the_model_is_the_one_of_the_first_run_that_makes_it()
    {
        foreach (var workers in new[] { 1, 4 })
        {
            var error = Assert.Throws<RoutineException>(
                () => Sample(new ScratchWorld(ReportsUnknown), SamplingStrategy.RandomWalk, workers, false, 500));
            Assert.Contains("not among its properties", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Several_workers_can_be_interrupted()
    {
        var options = new SearchOptions { Workers = 3 };
        var result = Explorer.Sample(
            new CounterWorld(2, 1), 1_000_000, 1, options, new CancellationToken(canceled: true));
        Assert.Equal("interrupted", result.CutBy);
        Assert.InRange(result.Runs, 1, 3);
    }

    private static void AssertSame(SearchResult one, SearchResult other)
    {
        Assert.Equal((one.Verdict, one.CutBy, one.Runs), (other.Verdict, other.CutBy, other.Runs));
        Assert.Equal(
            (one.Transitions, one.TerminalStates, one.DeadlockStates, one.Depth),
            (other.Transitions, other.TerminalStates, other.DeadlockStates, other.Depth));
        Assert.Equal(one.Sampling!.FirstFailingRun, other.Sampling!.FirstFailingRun);
        Assert.Equal(one.Sampling.Bound, other.Sampling.Bound);
        Assert.Equal(one.Findings.Select(found => found.Property), other.Findings.Select(found => found.Property));
        Assert.Equal(
            one.Findings.SelectMany(found => found.Path), other.Findings.SelectMany(found => found.Path));
    }

    private static SearchResult Sample(
        Model model, SamplingStrategy strategy, int workers, bool stops, long runs) => Explorer.Sample(
        model,
        runs,
        seed: 5,
        new SearchOptions
        {
            StopAtFirst = stops,
            Workers = workers,
            Sampling = new SamplingPlan { Strategy = strategy },
        });

    private static async Routine Choosing()
    {
        for (var left = 3; left > 0; left--)
        {
            await Step.At("choose");
            if (Choose.Value(4, "value") == 3 && ScratchWorld.Number(0)++ == 5)
            {
                Stepper.Current.Report(ScratchWorld.Promise);
            }
        }
    }

    private static async Routine ReportsUnknown()
    {
        await Step.At("choose");
        if (Choose.Value(40, "value") == 7)
        {
            Stepper.Current.Report(new Property(50, "unknown", "not declared", PropertyKind.Promise));
        }
    }
}
