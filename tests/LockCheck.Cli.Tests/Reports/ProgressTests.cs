using LockCheck.Cli.Progress;
using LockCheck.Engine;

namespace LockCheck.Cli.Tests.Reports;

/// <summary>Progress: on standard error, and with an estimate that says when it knows nothing.</summary>
public sealed class ProgressTests : CommandTest
{
    [Fact]
    public void A_frontier_that_grows_ever_faster_gives_no_estimate()
    {
        var estimate = new SpaceEstimate();
        var states = 0L;
        for (var depth = 0; depth < 12; depth++)
        {
            var frontier = (long)Math.Exp(0.1 * depth * depth);
            states += frontier;
            Assert.Null(estimate.Next(Look(states, frontier, depth)));
        }
    }

    /// <summary>The states at each distance are as in a binomial distribution: 2 to the 30 in all.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(20)]
    [InlineData(25)]
    public void The_range_holds_the_truth_where_widths_are_those_of_threads_beside_each_other(int depths)
    {
        var estimate = new SpaceEstimate();
        var (width, states) = (1L, 1L);
        (long From, long To)? range = null;
        for (var depth = 0; depth <= depths; depth++)
        {
            range = estimate.Next(Look(states, width, depth));
            width = width * (30 - depth) / (depth + 1);
            states += width;
        }

        states -= width;
        Assert.NotNull(range);
        Assert.InRange(1L << 30, range.Value.From, range.Value.To);
        Assert.True(range.Value.To - states < 8.0 * ((1L << 30) - states), $"{range}");
    }

    [Theory]
    [InlineData(null, null, "1,000 states, 500 states/s, frontier 400, depth 7, 2 MiB, still growing")]
    [InlineData(null, 4000L, "1,000 states, 500 states/s, frontier 400, depth 7, 2 MiB, 25 % of --max-states")]
    [InlineData(5000L, null, "1,000 of 5,000 runs, 500 runs/s, 4,500 steps/s")]
    public void A_line_says_how_far_the_search_is(long? sample, long? maxStates, string line) =>
        Assert.Equal(line, new ProgressText(new CheckLimits(sample, maxStates)).Next(Look(1000, 400)));

    [Fact]
    public void A_line_tells_the_estimate_and_its_range()
    {
        var text = new ProgressText(default);
        var line = string.Empty;
        var states = 0L;
        for (var depth = 0; depth <= 12; depth++)
        {
            var frontier = (long)(1000 * Math.Exp(-0.1 * (depth - 6) * (depth - 6)));
            states += frontier;
            line = text.Next(Look(states, frontier, depth));
        }

        Assert.Equal(
            "5,580 states, 500 states/s, frontier 27, depth 12, 2 MiB, about 5,584 to 5,597 states in all, 0.01 s to "
                + "0.03 s left, if it goes on like this",
            line);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Progress_goes_to_standard_error_only(bool isInteractive)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            Out = output,
            Error = error,
            Clock = new StoppedClock(TimeSpan.FromSeconds(11)),
            IsInteractive = isInteractive,
        };
        string[] args =
            ["check", "task_vma/v7", "--readers", "2", "--writer", "mprotect-mid", "--repeat", "9", "--invariant",
                "I10", "--max-states", "60000", "--json"];
        var code = CommandLine.Run([.. args, "--out", Out], surroundings);
        Assert.Equal(3, code);
        Assert.Equal('{', output.ToString()[0]);
        Assert.Equal("}\n", output.ToString()[^2..]);
        if (!isInteractive)
        {
            Assert.Matches(@"^lockcheck: [0-9,]+ states, [0-9,]+ states/s, frontier [0-9,]+, depth", error.ToString());
        }
    }

    private static SearchProgress Look(long states, long frontier, int depth = 7) =>
        new(states, 9 * states, depth, frontier, 2 << 20, TimeSpan.FromSeconds(states / 500.0));
}
