using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Stepping;

public class ChoiceTests
{
    [Fact]
    public void Every_value_has_a_branch_of_its_own() =>
        Assert.Equal([0, 1, 2, 3, 4], Outcomes.Of(() => Take(5)));

    [Fact]
    public void A_choice_can_decide_how_many_values_the_next_one_has() =>
        Assert.Equal([0, 10, 11, 20, 21, 22], Outcomes.Of(() => TakeTriangle(3)));

    [Fact]
    public void A_choice_can_decide_whether_there_is_another_one()
    {
        var result = Explorer.Search(new ScratchWorld(() => TakeUntilNo(4)));
        Assert.Equal(5, result.Transitions);
        Assert.Equal(5, result.TerminalStates);
    }

    [Fact]
    public void Branches_are_counted_as_transitions_and_equal_results_as_one_state()
    {
        var result = Explorer.Search(new ScratchWorld(() => TakeSum()));
        Assert.Equal(2 * 3, result.Transitions);
        Assert.Equal(1 + 4, result.States);
    }

    [Fact]
    public void No_thread_runs_between_a_choice_and_its_step() =>
        Assert.Equal([1], Outcomes.Of(() => SetAndClear(2), () => SetAndClear(3)));

    [Fact]
    public void One_value_is_no_choice()
    {
        var result = Explorer.Search(new ScratchWorld(() => Take(1)));
        Assert.Equal(1, result.Transitions);
    }

    [Fact]
    public void A_path_remembers_its_choices()
    {
        using var runner = new PathRunner(LoadedModel.Load(new ScratchWorld(BreakAtSixtyFour)));
        var finding = Assert.Single(Explorer.Search(new ScratchWorld(BreakAtSixtyFour)).Findings);
        runner.Run(finding.Path);
        Assert.Equal(1UL << ScratchWorld.Promise.Index, runner.Stepper.Reported);
        Assert.Equal([6, 4], runner.Stepper.Tape.Values.ToArray());
        Assert.Equal(["tens", "ones"], runner.Stepper.Tape.Names.ToArray());
        Assert.Equal(6 + (10 * 4), Assert.Single(finding.Path).Choice);
    }

    [Fact]
    public void Too_many_choices_in_a_step_are_an_error_that_names_the_last()
    {
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(new ScratchWorld(() => TakeBits(17))));
        Assert.Contains("more than 16 value choices", error.Message);
        Assert.Contains("`bit 16`", error.Message);
    }

    [Fact]
    public void As_many_combinations_as_a_path_can_name_are_no_error() =>
        Assert.Equal(1 << 16, Explorer.Search(new ScratchWorld(() => TakeAll(2, 256))).Transitions);

    [Fact]
    public void One_combination_more_is_an_error() =>
        AssertTooMany(() => Explorer.Search(new ScratchWorld(() => TakeAll(2, 257))));

    [Fact]
    public void Far_more_combinations_are_the_same_error() =>
        AssertTooMany(() => Explorer.Sample(new ScratchWorld(() => TakeAll(16, 1000)), runs: 1, seed: 1));

    [Fact]
    public void A_choice_among_nothing_is_an_exception_of_the_routine()
    {
        var finding = Assert.Single(Explorer.Search(new ScratchWorld(() => Take(0))).Findings);
        Assert.Equal(Property.Exception, finding.Property);
    }

    private static async Routine Take(int count)
    {
        await Step.At("take");
        ScratchWorld.Number(0) = Choose.Value(count, "value");
    }

    private static async Routine TakeTriangle(int rows)
    {
        await Step.At("take");
        var row = Choose.Value(rows, "row");
        ScratchWorld.Number(0) = (10 * row) + Choose.Value(row + 1, "column");
    }

    private static async Routine TakeUntilNo(int most)
    {
        await Step.At("take");
        while (most-- > 0 && Choose.Either("again"))
        {
            ScratchWorld.Number(0)++;
        }
    }

    private static async Routine TakeSum()
    {
        await Step.At("take");
        ScratchWorld.Number(0) = Choose.Value(2, "one") + Choose.Value(3, "two");
    }

    private static async Routine SetAndClear(int count)
    {
        await Step.At("set and clear");
        ScratchWorld.Number(0)++;
        _ = Choose.Value(count, "value");
        ScratchWorld.Number(0) = 1;
    }

    private static async Routine BreakAtSixtyFour()
    {
        await Step.At("take");
        if (Choose.Value(10, "tens") == 6 && Choose.Value(10, "ones") == 4)
        {
            Stepper.Current.Report(ScratchWorld.Promise);
        }
    }

    private static async Routine TakeBits(int count)
    {
        await Step.At("take");
        for (var i = 0; i < count; i++)
        {
            _ = Choose.Either($"bit {i}");
        }
    }

    private static void AssertTooMany(Func<SearchResult> search) => Assert.Contains(
        "more than 65,536 combinations", Assert.Throws<RoutineException>(search).Message);

    private static async Routine TakeAll(int count, int arity)
    {
        await Step.At("take");
        for (var i = 0; i < count; i++)
        {
            _ = Choose.Value(arity, "value");
        }
    }
}
