using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>A limit that cuts a search is named, and nothing that was cut is called verified.</summary>
public class BoundTests
{
    [Fact]
    public void The_most_states()
    {
        var result = Explorer.Search(new GridWorld(4, 4), new SearchOptions { MaxStates = 100 });
        Assert.Equal((Verdict.Inconclusive, "--max-states 100"), (result.Verdict, result.CutBy));
        Assert.Equal(100, result.States);
    }

    /// <summary>As many states as the limit allows are all there are, until one more is found.</summary>
    [Theory]
    [InlineData(624, false, Verdict.Inconclusive)]
    [InlineData(625, false, Verdict.VerifiedWithinBounds)]
    [InlineData(624, true, Verdict.Inconclusive)]
    [InlineData(625, true, Verdict.VerifiedWithinBounds)]
    public void A_limit_that_is_not_passed_is_no_limit(long states, bool depthFirst, Verdict expected)
    {
        var options = new SearchOptions { MaxStates = states, DepthFirst = depthFirst };
        var result = Explorer.Search(new GridWorld(4, 4), options);
        Assert.Equal((expected, states), (result.Verdict, result.States));
        Assert.Equal(expected == Verdict.Inconclusive, result.CutBy is not null);
    }

    [Fact]
    public void A_violation_that_was_found_before_the_limit_is_a_violation()
    {
        var options = new SearchOptions { MaxStates = 10_000, DepthFirst = true };
        var result = Explorer.Search(new CounterWorld(4, 4), options);
        Assert.Equal((Verdict.Violated, "--max-states 10000"), (result.Verdict, result.CutBy));
    }

    [Fact]
    public void The_longest_time_by_a_clock_of_the_tests_own()
    {
        var result = Explorer.Search(
            new GridWorld(5, 9), new SearchOptions { MaxTime = TimeSpan.FromSeconds(2.5), Clock = new Ticking() });
        Assert.Equal((Verdict.Inconclusive, "--max-seconds 2.5"), (result.Verdict, result.CutBy));
    }

    [Fact]
    public void The_most_memory()
    {
        var result = Explorer.Search(new GridWorld(5, 9), new SearchOptions { MaxMemoryBytes = 1L << 20 });
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.StartsWith("--max-memory 0.001", result.CutBy);
    }

    [Fact]
    public void A_cancellation()
    {
        using var source = new CancellationTokenSource();
        var options = new SearchOptions { Progress = progress => source.Cancel() };
        var result = Explorer.Search(new GridWorld(6, 9), options, source.Token);
        Assert.Equal((Verdict.Inconclusive, "interrupted"), (result.Verdict, result.CutBy));
        Assert.InRange(result.Transitions, 1 << 16, (1 << 16) + 6);
    }

    [Fact]
    public void Progress_is_told_in_steps_of_transitions()
    {
        var told = new List<SearchProgress>();
        var result = Explorer.Search(new GridWorld(5, 9), new SearchOptions { Progress = told.Add });
        Assert.Equal(result.Transitions >> 16, told.Count);
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.True(
            pair.First.States < pair.Second.States && pair.First.Depth <= pair.Second.Depth));
        Assert.All(told, progress => Assert.True(progress is { Frontier: > 0, MemoryBytes: > 0 }));
    }

    private sealed class Ticking : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }
}
