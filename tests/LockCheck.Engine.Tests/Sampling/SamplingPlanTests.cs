using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Sampling;

/// <summary>Parameters that make no sense are refused; a run allocates nothing.</summary>
public class SamplingPlanTests
{
    private const long SmallConstantBytes = 4096;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(SamplingPlan.DepthMax + 1, 1)]
    [InlineData(3, 0)]
    [InlineData(3, SearchOptions.WorkersMax + 1)]
    public void Wrong_parameters_are_refused(int depth, int workers) =>
        Assert.ThrowsAny<ArgumentException>(() => Sample(
            new SamplingPlan { Strategy = SamplingStrategy.Pct, Depth = depth }, null, 1, workers));

    [Theory]
    [InlineData(SamplingStrategy.Pct)]
    [InlineData(SamplingStrategy.Pos)]
    [InlineData(SamplingStrategy.Surw)]
    public void A_bound_on_preemptions_is_for_the_random_walk(SamplingStrategy strategy)
    {
        Assert.Throws<ArgumentException>(() => Sample(new SamplingPlan { Strategy = strategy }, 2, 1));
        Assert.Equal(3, Sample(new SamplingPlan(), 2, 3).Runs);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        foreach (var strategy in Enum.GetValues<SamplingStrategy>())
        {
            var plan = new SamplingPlan { Strategy = strategy };
            Bytes(plan, 2_000);
            Bytes(plan, 4_000);
            var (fewer, more) = (
                Enumerable.Range(0, 5).Min(_ => Bytes(plan, 2_000)),
                Enumerable.Range(0, 5).Min(_ => Bytes(plan, 4_000)));
            Assert.True(more - fewer < SmallConstantBytes, $"{strategy}: {fewer} bytes, and {more} for twice as many");
        }
    }

    private static long Bytes(SamplingPlan plan, long runs)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Sample(plan, null, runs);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static SearchResult Sample(
        SamplingPlan plan, int? preemptions, long runs, int workers = 1) => Explorer.Sample(
        new PhilosopherWorld(3, 2, false),
        runs,
        seed: 1,
        new SearchOptions { Sampling = plan, Preemptions = preemptions, Workers = workers });
}
