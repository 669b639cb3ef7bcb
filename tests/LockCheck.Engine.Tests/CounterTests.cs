using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests;

public class CounterTests
{
    [Fact]
    public void Two_threads_lose_an_update_in_four_steps()
    {
        var result = Explorer.Search(new CounterWorld(2, 1), new SearchOptions { SelfCheckEvery = 1 });
        var finding = Assert.Single(result.Findings);
        Assert.Equal(Verdict.Violated, result.Verdict);
        Assert.Equal(CounterWorld.LostUpdate, finding.Property);
        Assert.Equal(4, finding.Path.Count);
        Assert.Equal([0, 1, 0, 1], finding.Path.Select(step => (int)step.Slot));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public void All_states_are_counted(int threads, int increments) => AgainstReference.AssertSameCounts(
        () => new CounterWorld(threads, increments), new CounterRules(threads, increments));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_increment_each_ends_with_any_count_from_one_to_all(int threads) =>
        Assert.Equal(threads, Explorer.Search(new CounterWorld(threads, 1)).TerminalStates);

    /// <summary>Two threads with k increments can end with any count from 2 (from 1 if k is 1) to 2k.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void Two_threads_can_lose_all_but_two_increments(int increments) =>
        Assert.Equal((2 * increments) - 1, Explorer.Search(new CounterWorld(2, increments)).TerminalStates);

    [Fact]
    public void One_thread_loses_nothing()
    {
        var result = Explorer.Search(new CounterWorld(1, 5));
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Empty(result.Findings);
        Assert.Null(result.CutBy);
        Assert.Equal(11, result.States);
        Assert.Equal(10, result.Depth);
    }
}
