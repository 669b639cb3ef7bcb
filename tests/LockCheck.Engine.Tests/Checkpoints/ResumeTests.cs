namespace LockCheck.Engine.Tests.Checkpoints;

/// <summary>
/// A search that was interrupted and goes on says what one says that was not: verdict, counts, schedules. Wherever it
/// was interrupted, however often, and with how many workers each part was searched.
/// </summary>
public sealed class ResumeTests : CheckpointTest
{
    [Theory]
    [InlineData("grid", 1, 1, 1)]
    [InlineData("grid", 3, 1, 2)]
    [InlineData("counter", 1, 1, 1)]
    [InlineData("counter", 2, 2, 1)]
    [InlineData("philosophers", 1, 1, 1)]
    [InlineData("philosophers", 2, 2, 3)]
    [InlineData("dice", 1, 1, 1)]
    [InlineData("dice", 2, 2, 2)]
    public void What_is_said_is_what_a_search_without_a_break_says(string world, int looks, int before, int after)
    {
        var begun = Begin(world, looks, before);
        Assert.Equal("interrupted", begun.CutBy);
        var whole = Explorer.Search(NewWorld(world));
        Assert.True(begun.States < whole.States);
        Assert.Equal(Said(whole), Said(Continue(world, workers: after)));
    }

    [Fact]
    public void It_can_be_interrupted_again_and_again()
    {
        var whole = Explorer.Search(NewWorld("counter"));
        var states = Begin("counter", 1).States;
        var parts = 1;
        for (var result = Continue("counter", 1); result.CutBy is not null; result = Continue("counter", 1))
        {
            Assert.True(result.States > states);
            states = result.States;
            parts++;
        }

        Assert.True(parts > 2);
        Assert.Equal(Said(whole), Said(Continue("counter")));
    }

    [Fact]
    public void A_bound_on_preemptions_counts_the_switches_of_all_parts()
    {
        var options = new SearchOptions { Preemptions = 5 };
        Begin("philosophers", 1, options: options);
        Assert.Equal(
            Said(Explorer.Search(NewWorld("philosophers"), options)),
            Said(Continue("philosophers", options: options)));
    }

    [Fact]
    public void Checkpoints_that_were_written_on_the_way_do_as_well()
    {
        var written = new List<long>();
        using (var folder = CheckpointFolder.Begin(Folder))
        {
            Explorer.Search(NewWorld("grid"), new SearchOptions
            {
                Checkpoints = new CheckpointPlan { Folder = folder, Every = TimeSpan.Zero, Written = written.Add },
                Clock = new StandingClock(),
            });
        }

        // The clock stands still, so that one is due at each look.
        Assert.True(written.Count >= 3);
        Assert.Equal(written.Order(), written);
        Assert.Equal(Said(Explorer.Search(NewWorld("grid"))), Said(Continue("grid")));
    }

    [Fact]
    public void It_is_written_no_more_often_than_the_plan_says()
    {
        var written = new List<long>();
        using var folder = CheckpointFolder.Begin(Folder);
        Explorer.Search(NewWorld("grid"), new SearchOptions
        {
            Checkpoints = new CheckpointPlan { Folder = folder, Written = written.Add },
            Clock = new StandingClock(),
        });
        Assert.Empty(written);
        Assert.False(folder.Exists);
    }

    [Fact]
    public void A_limit_leaves_a_checkpoint_to_go_on_from_with_a_higher_one()
    {
        var cut = Begin("counter", 0, options: new SearchOptions { MaxMemoryBytes = 1 });
        Assert.StartsWith("--max-memory", cut.CutBy, StringComparison.Ordinal);
        Assert.Equal(Said(Explorer.Search(NewWorld("counter"))), Said(Continue("counter")));
    }

    /// <summary>Where states were left out, the search could not go on: the checkpoint before that stays.</summary>
    [Fact]
    public void The_limit_of_states_writes_none()
    {
        Begin("counter", 1);
        var before = File.ReadAllBytes(FilePath);
        var cut = Continue("counter", options: new SearchOptions { MaxStates = 60_000 });
        Assert.Equal("--max-states 60000", cut.CutBy);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        var refused = Assert.Throws<CheckpointException>(
            () => Continue("counter", options: new SearchOptions { MaxStates = 10 }));
        Assert.Contains("a smaller --max-states than before", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Other_orders_and_what_threads_do_alone_have_none(bool depthFirst) =>
        Assert.Throws<ArgumentException>(() => Begin(
            "grid", 1, options: new SearchOptions { DepthFirst = depthFirst, Alone = depthFirst ? [] : [0] }));

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
