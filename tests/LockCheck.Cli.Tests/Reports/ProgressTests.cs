using LockCheck.Cli.Progress;
using LockCheck.Engine;

namespace LockCheck.Cli.Tests.Reports;

/// <summary>Progress: on standard error, and with an estimate that says when it knows nothing.</summary>
public sealed class ProgressTests : CommandTest
{
    [Fact]
    public void A_growing_frontier_gives_no_estimate()
    {
        var estimate = new SpaceEstimate();
        Assert.Null(estimate.Next(Look(100, 50)));
        Assert.Null(estimate.Next(Look(200, 80)));
    }

    [Fact]
    public void A_frontier_that_shrinks_evenly_is_estimated_exactly()
    {
        // 1,000 states in all; the frontier loses one state for each two that are expanded.
        var estimate = new SpaceEstimate();
        Assert.Null(estimate.Next(Look(700, 300)));
        Assert.Equal(1000, estimate.Next(Look(800, 200)));
        Assert.Equal(1000, estimate.Next(Look(900, 100)));
    }

    [Theory]
    [InlineData(null, null, "1,000 states, 500 states/s, frontier 400, depth 7, 2 MiB, still growing")]
    [InlineData(null, 4000L, "1,000 states, 500 states/s, frontier 400, depth 7, 2 MiB, 25 % of --max-states")]
    [InlineData(5000L, null, "1,000 of 5,000 runs, 500 runs/s, 4,500 steps/s")]
    public void A_line_says_how_far_the_search_is(long? sample, long? maxStates, string line) =>
        Assert.Equal(line, new ProgressText(new CheckLimits(sample, maxStates)).Next(Look(1000, 400)));

    [Fact]
    public void A_line_tells_the_estimate()
    {
        var text = new ProgressText(default);
        text.Next(Look(700, 300));
        Assert.EndsWith(
            "about 1,000 states in all, 0.40 s left, if it goes on like this",
            text.Next(Look(800, 200)),
            StringComparison.Ordinal);
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

    private static SearchProgress Look(long states, long frontier) =>
        new(states, 9 * states, 7, frontier, 2 << 20, TimeSpan.FromSeconds(states / 500.0));
}
