using LockCheck.Engine.Tests.Worlds;
using LockCheck.Sct;

namespace LockCheck.Engine.Tests.Sampling;

/// <summary>SURW: every order of the interesting operations is equally likely, if the counts are right.</summary>
public class SurwTests
{
    /// <summary>6! / (3! 2! 1!): the orders of three threads with three, two steps and one.</summary>
    private const int Orders = 60;

    private static readonly SamplingPlan All = new()
    {
        Strategy = SamplingStrategy.Surw,
        Interesting = InterestingOperations.All,
    };

    private static readonly SamplingPlan OneObject = new() { Strategy = SamplingStrategy.Surw };

    private static readonly Func<Routine>[] Plain = [() => Sign(3), () => Sign(2), () => Sign(1)];

    [Fact]
    public void Interleavings_of_independent_threads_are_equally_likely()
    {
        Assert.Equal(Orders, Interleavings.Of(() => new ScratchWorld(Plain)).Distinct().Count());
        Assert.Equal(Orders, Outcomes.Of(Plain).Length);
        var counts = Draws.Of(All, 0, Plain);
        Assert.Equal(Orders, counts.Count);
        Assert.True(Draws.ChiSquare(counts, Orders) < Draws.Limit(Orders));
    }

    [Fact]
    public void Under_a_random_walk_they_are_not() =>
        Assert.True(Draws.ChiSquare(Draws.Of(new SamplingPlan(), 0, Plain), Orders) > 10 * Draws.Limit(Orders));

    [Fact]
    public void With_wrong_counts_they_are_not()
    {
        foreach (var wrong in new int[][] { [1, 1, 1], [1, 2, 3], [4, 2, 1] })
        {
            var counts = Draws.Of(pending => new Surw(pending, [Weights(null, wrong)], 6), Draws.Runs, 0, Plain);
            Assert.True(Draws.ChiSquare(counts, Orders) > 2 * Draws.Limit(Orders), string.Join(',', wrong));
        }

        var right = Draws.Of(pending => new Surw(pending, [Weights(null, 3, 2, 1)], 6), Draws.Runs, 0, Plain);
        Assert.True(Draws.ChiSquare(right, Orders) < Draws.Limit(Orders));
    }

    /// <summary>One thread has much else to do first; the order on the shared object is uniform all the same.</summary>
    [Fact]
    public void Orders_on_one_object_are_equally_likely_whatever_lies_between()
    {
        Func<Routine>[] busy = [() => Touch(3, 8), () => Touch(2, 0), () => Touch(1, 3)];
        var counts = Draws.Of(OneObject, 0, busy);
        Assert.True(Draws.ChiSquare(counts, Orders) < Draws.Limit(Orders));
        Assert.True(Draws.ChiSquare(Draws.Of(All, 0, busy), Orders) > 10 * Draws.Limit(Orders));
        Assert.True(Draws.ChiSquare(Draws.Of(new SamplingPlan(), 0, busy), Orders) > 10 * Draws.Limit(Orders));
    }

    /// <summary>
    /// The first thread touches the object, starts one that touches it twice, touches it, starts one that does so
    /// once, and touches it. Behind the first touch there are a chain of two and a tree of three, whose root comes
    /// before both others: 5! / (2 1 3 1 1) = 20 orders, by the hook length formula for forests (D. E. Knuth: The art
    /// of computer programming, volume 3, 5.1.4, exercise 20).
    /// </summary>
    [Fact]
    public void What_a_thread_will_start_belongs_to_its_weight()
    {
        const int Trees = 20;
        Func<Routine>[] parent = [Parent];
        Assert.Equal(Trees, Outcomes.OfSpawning(2, parent).Length);
        var counts = Draws.Of(OneObject, 2, parent);
        Assert.True(Draws.ChiSquare(counts, Trees) < Draws.Limit(Trees));
        var orphans = Draws.Of(
            pending => new Surw(pending, [Weights(1, 3, 2, 1)], 8), Draws.Runs, 2, parent);
        Assert.True(Draws.ChiSquare(orphans, Trees) > 2 * Draws.Limit(Trees));
    }

    [Fact]
    public void It_takes_far_fewer_runs_than_a_random_walk_where_threads_are_many()
    {
        foreach (var seed in Enumerable.Range(1, 10))
        {
            Assert.InRange(FirstFailing(OneObject, seed, 300) ?? long.MaxValue, 1, 300);
            Assert.Null(FirstFailing(new SamplingPlan(), seed, 3_000));
        }
    }

    /// <summary>A thread that has the turn may wait, in a loop, for one that waits for the turn.</summary>
    [Fact]
    public void A_loop_that_waits_does_not_keep_a_run_from_ending()
    {
        var options = new SearchOptions { Sampling = OneObject };
        var result = Explorer.Sample(new ScratchWorld(Setter, Waiter, Waiter), 500, seed: 1, options);
        Assert.Equal((500, 500), (result.Runs, result.TerminalStates));
        Assert.Equal("--sample 500", result.CutBy);
    }

    private static long? FirstFailing(SamplingPlan plan, int seed, long runs) => Explorer.Sample(
        new Reorder(10), runs, (ulong)seed, new SearchOptions { Sampling = plan, StopAtFirst = true })
        .Sampling!.FirstFailingRun;

    private static ThreadWeights Weights(uint? touched, params int[] weights)
    {
        Array.Resize(ref weights, VectorLayout.MaxThreads);
        return new ThreadWeights(touched, weights);
    }

    private static void Note() => ScratchWorld.Number(0) = (4 * ScratchWorld.Number(0)) + Threads.Self.Index + 1;

    private static async Routine Sign(int times)
    {
        for (; times > 0; times--)
        {
            await Step.At("sign");
            Note();
        }
    }

    private static async Routine Touch(int times, int before)
    {
        for (; before > 0; before--)
        {
            await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(2 + Threads.Self.Index));
        }

        for (; times > 0; times--)
        {
            await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(1));
            Note();
        }
    }

    private static async Routine Parent()
    {
        await Touch(1, 0);
        await Ops.Create(1);
        _ = Threads.Spawn(1, () => Touch(2, 0));
        await Touch(1, 0);
        await Ops.Create(2);
        _ = Threads.Spawn(2, () => Touch(1, 0));
        await Touch(1, 0);
    }

    private static async Routine Setter()
    {
        await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(1));
        await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(2));
    }

    /// <summary>Waits for what the setter does last, without touching the object of the turn meanwhile.</summary>
    private static async Routine Waiter()
    {
        while (ScratchWorld.Number(2) == 0)
        {
            await Ops.Create(0);
        }

        await Operation.Issue<FetchAndAdd, long>(new FetchAndAdd(1));
    }
}
