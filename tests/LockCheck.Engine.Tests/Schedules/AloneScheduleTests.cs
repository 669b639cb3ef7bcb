using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Schedules;

/// <summary>A schedule that ends where a thread has been before is recorded and replayed like any other.</summary>
public class AloneScheduleTests
{
    [Fact]
    public void A_replay_comes_back_to_the_same_state()
    {
        var file = Recorded(TwoStepRound);
        Assert.Equal("alone", file.Breaks);
        var trace = Replay.Run(LoadedModel.Load(new ScratchWorld(TwoStepRound, Once)), file);
        Assert.Equal((3, 1), (trace.Steps.Count, trace.ComesBackTo!.Value));
    }

    [Fact]
    public void A_model_that_does_not_come_back_any_more_diverges_at_the_last_step()
    {
        var file = Recorded(TwoStepRound);
        var error = Assert.Throws<DivergenceException>(
            () => Replay.Run(LoadedModel.Load(new ScratchWorld(CountsItsRounds, Once)), file));
        Assert.Equal(3, error.StepNumber);
        Assert.Contains("Expected: that the thread comes back to where it was, alone", error.Message);
        Assert.Contains("Found: the state is another one than before", error.Message);
    }

    // The same state comes again, but another thread has run in between: what the one does alone, it did not do.
    [Fact]
    public void A_state_that_comes_again_by_steps_of_two_threads_is_no_round()
    {
        PathStep[] path = [new(0, 0), new(1, 0), new(0, 0), new(1, 0)];
        var trace = Trace.Of(LoadedModel.Load(new ScratchWorld(() => Toggle(0), () => Toggle(1))), path);
        Assert.Null(trace.ComesBackTo);
        Assert.False(trace.Shows("alone"));
    }

    [Fact]
    public void A_property_of_a_model_cannot_have_its_name()
    {
        var own = new Property(Property.FirstOfModel, "alone", "another one", PropertyKind.Promise);
        Assert.Throws<ArgumentException>(() => ScheduleRules.CheckId(new Finding(own, [], IsShortest: true)));
        ScheduleRules.CheckId(new Finding(Property.Alone, [], IsShortest: true));
    }

    private static ScheduleFile Recorded(Func<Routine> routine)
    {
        var options = new SearchOptions { Alone = [0] };
        var finding = Assert.Single(Explorer.Search(new ScratchWorld(routine, Once), options).Findings);
        var trace = Trace.Of(LoadedModel.Load(new ScratchWorld(routine, Once)), finding.Path);
        return ScheduleFile.Parse(ScheduleFile.From(trace, finding, "round and round", []).ToText());
    }

    private static async Routine TwoStepRound()
    {
        await Step.At("begin");
        while (true)
        {
            await Step.At("one");
            await Step.At("two");
        }
    }

    private static async Routine CountsItsRounds()
    {
        await Step.At("begin");
        while (true)
        {
            await Step.At("one");
            await Step.At("two");
            ScratchWorld.Number(1)++;
        }
    }

    private static async Routine Once() => await Step.At("once");

    private static async Routine Toggle(int from)
    {
        while (true)
        {
            await Step.Until("toggle", new Is(from));
            ScratchWorld.Number(0) = 1 - from;
        }
    }

    private readonly record struct Is(int Value) : ICondition
    {
        public bool Holds(StateView state) => ScratchWorld.NumberIn(state, 0) == Value;
    }
}
