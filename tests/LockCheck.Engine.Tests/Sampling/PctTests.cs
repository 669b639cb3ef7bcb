using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Sampling;

/// <summary>PCT finds a bug of depth d in each run with a probability of at least 1 / (n k^(d-1)).</summary>
public class PctTests
{
    private const int Runs = 64_000;

    /// <summary>Two threads, two steps each: 12 is first, second, and so on.</summary>
    private static readonly Func<Routine>[] TwoTwice = [() => Sign(2), () => Sign(2)];

    /// <summary>
    /// The second thread first is a bug of depth 1 (1/n = 1/2); the second inside the first one of depth 2, 1/(n k) =
    /// 1/8; taking turns, one of depth 3, 1/(n k^2) = 1/32. Worked out by hand: in the last case, the first thread has
    /// the higher priority (1/2), and the change points 1 and 2 are steps 2 and 1 (1/16): the bound itself.
    /// </summary>
    [Theory]
    [InlineData(1, 2211, 1.0 / 2)]
    [InlineData(2, 1221, 1.0 / 8)]
    [InlineData(3, 1212, 1.0 / 32)]
    public void A_bug_of_depth_d_is_found_as_often_as_the_bound_says(int depth, long order, double probability)
    {
        var bound = new PctBound(2, 4, depth);
        var found = Draws.Of(_ => new Pct(depth, 4), Runs, 0, TwoTwice).GetValueOrDefault(order);
        Assert.Equal(probability, bound.Probability, 12);
        Assert.True(
            found >= (Runs * bound.Probability) - (5 * Math.Sqrt(Runs * bound.Probability)),
            $"{found} of {Runs} runs, and the bound is {bound.Probability}");
        Assert.True(Draws.Fits(found, Runs, probability), $"{found} of {Runs} runs");
    }

    /// <summary>The distribution worked out by hand for d = 2: who is first, and where the change point lies.</summary>
    [Fact]
    public void The_distribution_of_depth_2_is_the_one_worked_out_by_hand()
    {
        var counts = Draws.Of(_ => new Pct(2, 4), Runs, 0, TwoTwice);
        Assert.Equal([1122, 1221, 2112, 2211], counts.Keys);
        Assert.True(Draws.Fits(counts[1221], Runs, 1.0 / 8));
        Assert.True(Draws.Fits(counts[2112], Runs, 1.0 / 8));
        Assert.True(Draws.Fits(counts[1122], Runs, 3.0 / 8));
    }

    /// <summary>A change point that comes one step late misses what must happen behind the first step.</summary>
    [Theory]
    [InlineData(2, 1221)]
    [InlineData(3, 1212)]
    public void Change_points_that_are_off_by_one_break_the_bound(int depth, long order)
    {
        var found = Draws.Of(_ => new LatePct(new Pct(depth, 4)), Runs, 0, TwoTwice).GetValueOrDefault(order);
        var bound = new PctBound(2, 4, depth);
        Assert.True(found < (Runs * bound.Probability) - (5 * Math.Sqrt(Runs * bound.Probability)));
    }

    [Fact]
    public void Threads_that_are_started_later_get_a_priority_like_the_others()
    {
        var counts = Draws.Of(_ => new Pct(1, 4), Runs, 2, Start);
        Assert.Equal(6, counts.Count);
        Assert.True(Draws.ChiSquare(counts, 6) < Draws.Limit(6), string.Join(' ', counts));
    }

    [Fact]
    public void The_bound_names_the_threads_and_the_steps_of_the_longest_pilot()
    {
        var plan = new SamplingPlan { Strategy = SamplingStrategy.Pct, Depth = 2 };
        var result = Explorer.Sample(new CounterWorld(3, 2), 100, seed: 1, new SearchOptions { Sampling = plan });
        Assert.Equal(new PctBound(3, 12, 2), result.Sampling!.Bound);
        Assert.Equal(1.0 / 36, result.Sampling.Bound!.Probability, 12);
        Assert.Equal(SamplingPlan.PilotRuns, result.Sampling.Pilots);
        Assert.Equal(100, result.Runs);
    }

    [Fact]
    public void Pilots_alone_promise_nothing()
    {
        var plan = new SamplingPlan { Strategy = SamplingStrategy.Pct };
        var result = Explorer.Sample(new CounterWorld(3, 2), 4, seed: 1, new SearchOptions { Sampling = plan });
        Assert.Null(result.Sampling!.Bound);
        Assert.Equal((4, 4), (result.Runs, result.Sampling.Pilots));
    }

    /// <summary>One who waits in a loop has the higher priority in half of the runs.</summary>
    [Fact]
    public void A_loop_that_waits_does_not_keep_a_run_from_ending()
    {
        var options = new SearchOptions { Sampling = new SamplingPlan { Strategy = SamplingStrategy.Pct, Depth = 1 } };
        var result = Explorer.Sample(new ScratchWorld(Wait, SetFlag), 200, seed: 1, options);
        Assert.Equal((200, 200), (result.Runs, result.TerminalStates));
    }

    private static void Note() => ScratchWorld.Number(0) = (10 * ScratchWorld.Number(0)) + Threads.Self.Index + 1;

    private static async Routine Sign(int times)
    {
        for (; times > 0; times--)
        {
            await Step.At("sign");
            Note();
        }
    }

    /// <summary>Starts two others in its first step, and notes its last one.</summary>
    private static async Routine Start()
    {
        await Step.At("start");
        _ = Threads.Spawn(1, () => Sign(1));
        _ = Threads.Spawn(2, () => Sign(1));
        await Step.At("sign");
        Note();
    }

    private static async Routine Wait()
    {
        while (ScratchWorld.Number(1) == 0)
        {
            await Step.At("look");
        }
    }

    private static async Routine SetFlag()
    {
        await Step.At("set");
        ScratchWorld.Number(1) = 1;
    }

    /// <summary>The twin: it does not count the first step, so that each change point lies one step later.</summary>
    private struct LatePct(Pct pct) : IStrategy
    {
        private Pct _pct = pct;
        private bool _hasMadeOne;

        public readonly bool ReadsPending => false;

        public readonly int Horizon => _pct.Horizon;

        public void Begin(uint running, ref RunRandom random)
        {
            _hasMadeOne = false;
            _pct.Begin(running, ref random);
        }

        public readonly int Pick(uint enabled, ref RunRandom random) => _pct.Pick(enabled, ref random);

        public void After(int slot, uint spawned, ref RunRandom random)
        {
            if (_hasMadeOne)
            {
                _pct.After(slot, spawned, ref random);
            }

            _hasMadeOne = true;
        }
    }
}
