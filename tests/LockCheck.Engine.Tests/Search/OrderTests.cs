using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>
/// Breadth first and depth first visit the same states (every test against the reference says so); only breadth first
/// finds the shortest schedules, and of these the first in the order of threads.
/// </summary>
public class OrderTests
{
    private static readonly SearchOptions DepthFirst = new() { DepthFirst = true };

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public void Breadth_first_finds_the_first_of_the_shortest_schedules(int threads, int increments)
    {
        var finding = Assert.Single(Explorer.Search(new CounterWorld(threads, increments)).Findings);
        Assert.True(finding.IsShortest);
        Assert.Equal(
            new Enumeration(new CounterRules(threads, increments)).FirstBreak(), AgainstReference.ThreadsOf(finding));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void Depth_first_finds_a_schedule_and_does_not_call_it_shortest(int threads, int increments)
    {
        var finding = Assert.Single(Explorer.Search(new CounterWorld(threads, increments), DepthFirst).Findings);
        Assert.False(finding.IsShortest);
        Assert.True(new Enumeration(new CounterRules(threads, increments)).LastStepBreaks(
            AgainstReference.ThreadsOf(finding)));
    }

    [Fact]
    public void Stopping_at_the_first_violation_does_not_lengthen_its_schedule()
    {
        var stopped = Explorer.Search(new PetersonWorld(3, true), new SearchOptions { StopAtFirst = true });
        var exhausted = Explorer.Search(new PetersonWorld(3, true));
        Assert.Equal(exhausted.Findings[0].Path, Assert.Single(stopped.Findings).Path);
        Assert.True(stopped.States < exhausted.States);
    }

    [Fact]
    public void Each_property_has_the_shortest_schedule_of_its_own()
    {
        var findings = Explorer.Search(new ScratchWorld(() => CountUpTo(5), () => CountUpTo(5))).Findings;
        Assert.Equal([ScratchWorld.Observation, ScratchWorld.Promise], findings.Select(finding => finding.Property));
        Assert.Equal([0, 0], AgainstReference.ThreadsOf(findings[0]));
        Assert.Equal([0, 0, 0, 0], AgainstReference.ThreadsOf(findings[1]));
    }

    [Fact]
    public void Of_two_choices_the_first_combination_of_values_wins()
    {
        var finding = Assert.Single(Explorer.Search(new ScratchWorld(TakeTwo)).Findings);
        using var runner = new PathRunner(LoadedModel.Load(new ScratchWorld(TakeTwo)));
        runner.Run(finding.Path);
        Assert.Equal([0, 2], runner.Stepper.Tape.Values.ToArray());
    }

    [Fact]
    public void Depth_first_keeps_a_smaller_frontier_of_a_wide_space()
    {
        var wide = Explorer.Search(new GridWorld(5, 6));
        var deep = Explorer.Search(new GridWorld(5, 6), DepthFirst);
        Assert.Equal((wide.States, wide.Transitions), (deep.States, deep.Transitions));
        Assert.True(deep.MaxFrontier * 4 < wide.MaxFrontier, $"{deep.MaxFrontier} and {wide.MaxFrontier}");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(6, 3)]
    public void A_grid_has_as_many_states_and_transitions_as_its_formula_says(int threads, int steps)
    {
        var result = AgainstReference.AssertSameCounts(
            () => new GridWorld(threads, steps), new GridRules(threads, steps));
        Assert.Equal(GridWorld.StatesOf(threads, steps), result.States);
        Assert.Equal(GridWorld.TransitionsOf(threads, steps), result.Transitions);
        Assert.Equal(1, result.TerminalStates);
        Assert.Equal(threads * steps, result.Depth);
    }

    /// <summary>No symmetry is assumed: who has which steps left matters, though threads are alike.</summary>
    [Fact]
    public void Threads_that_are_alike_are_told_apart_by_their_place() =>
        Assert.Equal(GridWorld.StatesOf(4, 3), Explorer.Search(new GridWorld(4, 3, alike: true)).States);

    [Fact]
    public void The_same_search_twice_says_the_same()
    {
        var one = Explorer.Search(new SeqlockWorld(2, 1, false));
        var two = Explorer.Search(new SeqlockWorld(2, 1, false));
        Assert.Equal(one.Findings[0].Path, two.Findings[0].Path);
        Assert.Equal((one.States, one.MaxFrontier, one.VectorBytes), (two.States, two.MaxFrontier, two.VectorBytes));
    }

    private static async Routine CountUpTo(int most)
    {
        for (var i = 0; i < most; i++)
        {
            await Step.At("count");
            switch (++ScratchWorld.Number(0))
            {
                case 2:
                    Stepper.Current.Report(ScratchWorld.Observation);
                    break;
                case 4:
                    Stepper.Current.Report(ScratchWorld.Promise);
                    break;
            }
        }
    }

    private static async Routine TakeTwo()
    {
        await Step.At("take");
        if (Choose.Value(3, "one") + Choose.Value(3, "two") == 2)
        {
            Stepper.Current.Report(ScratchWorld.Promise);
        }
    }
}
