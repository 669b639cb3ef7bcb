using LockCheck.Engine.Tests.Schedules;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>A thread that runs alone ends, or has to wait: small worlds with answers that are plain to see.</summary>
public class AloneTests
{
    private static readonly Func<Model> SpinOnUnset = () => new ScratchWorld(SpinOn0);

    [Fact]
    public void A_thread_that_spins_on_a_flag_goes_round()
    {
        var finding = Found(new ScratchWorld(SpinOn0), 0)!;
        Assert.Equal([0], finding.Path.Select(step => (int)step.Slot));
        Assert.True(finding is { IsShortest: true, IsFailure: true, IsDeadlock: false });
    }

    [Fact]
    public void It_is_a_failure_of_its_own_kind()
    {
        var result = Explorer.Search(SpinOnUnset(), new SearchOptions { Alone = [0] });
        Assert.Equal(Verdict.Violated, result.Verdict);
        Assert.Equal(PropertyKind.Liveness, Assert.Single(result.Findings).Property!.Kind);
    }

    [Fact]
    public void Nobody_looks_for_it_unless_asked() =>
        Assert.Equal(Verdict.VerifiedWithinBounds, Explorer.Search(SpinOnUnset()).Verdict);

    // That somebody sets the flag in the end is of no use to a thread that is alone before that.
    [Fact]
    public void A_thread_that_spins_until_another_sets_the_flag_goes_round()
    {
        Assert.Equal([0], Found(new ScratchWorld(SpinOn0, Set0), 0)!.Path.Select(step => (int)step.Slot));
        Assert.Null(Found(new ScratchWorld(SpinOn0, Set0), 1));
    }

    [Fact]
    public void A_loop_with_a_bound_ends() => Assert.Null(Found(new ScratchWorld(ThreeTries, Set0), 0));

    [Fact]
    public void A_thread_that_has_to_wait_does_not_go_round() =>
        Assert.Null(Found(new ScratchWorld(WaitFor0, Set0), 0));

    // A retry because of a change ends when nobody changes anything; one that waits for an even number does not.
    [Fact]
    public void A_retry_that_needs_another_thread_each_time_ends_alone()
    {
        Assert.Null(Found(new ScratchWorld(RetryWhileChanged, Add0Twice), 0));
        Assert.Equal([1, 0], Found(new ScratchWorld(SpinWhileOdd, Add0Twice), 0)!.Path.Select(step => (int)step.Slot));
    }

    [Fact]
    public void One_of_two_values_goes_round()
    {
        var finding = Found(new ScratchWorld(LoopIfChosen), 0)!;
        Assert.Equal([new PathStep(0, 0), new PathStep(0, 1)], finding.Path);
    }

    // Five steps of the other thread and two of its own lead to a round of three.
    [Fact]
    public void A_round_that_begins_late_is_found()
    {
        var finding = Found(new ScratchWorld(LateRound, FiveSteps), 0)!;
        Assert.Equal(10, finding.Path.Count);
        Assert.True(finding.IsShortest);
    }

    [Fact]
    public void Two_threads_that_undo_each_others_steps_do_not_go_round_alone() =>
        Assert.Null(Found(new ScratchWorld(() => Toggle(0), () => Toggle(1)), 0, 1));

    [Fact]
    public void Nothing_behind_a_crash_counts() => Assert.Null(Found(new ScratchWorld(CrashThenSpin), 0));

    // Numbers that grow for ever: no state comes twice, and the search does not end by itself.
    [Fact]
    public void A_thread_that_counts_for_ever_is_cut_and_not_verified()
    {
        var options = new SearchOptions { Alone = [0], MaxStates = 1000 };
        var result = Explorer.Search(new ScratchWorld(CountForEver), options);
        Assert.Equal((Verdict.Inconclusive, "--max-states 1000"), (result.Verdict, result.CutBy));
    }

    [Fact]
    public void It_can_be_interrupted_while_one_thread_runs_alone()
    {
        using var source = new CancellationTokenSource();
        var options = new SearchOptions { Alone = [0], Progress = _ => source.Cancel() };
        var result = Explorer.Search(new ScratchWorld(CountForEver), options, source.Token);
        Assert.Equal((Verdict.Inconclusive, "interrupted"), (result.Verdict, result.CutBy));
        Assert.True(result.States < 10);
    }

    [Fact]
    public void As_many_states_as_there_are_is_no_limit()
    {
        var plain = Explorer.Search(new ScratchWorld(ThreeTries, Set0));
        var options = new SearchOptions { Alone = [0, 1], MaxStates = plain.States };
        Assert.Equal(
            Verdict.VerifiedWithinBounds, Explorer.Search(new ScratchWorld(ThreeTries, Set0), options).Verdict);
    }

    [Fact]
    public void A_search_that_stops_at_the_first_failure_stops_at_the_shortest()
    {
        var options = new SearchOptions { Alone = [0], StopAtFirst = true };
        var result = Explorer.Search(new ScratchWorld(LateRound, FiveSteps, ThreeTries), options);
        Assert.Equal("--stop-at-first", result.CutBy);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((10, true), (finding.Path.Count, finding.IsShortest));
    }

    [Fact]
    public void A_bound_on_preemptions_holds_for_it_too()
    {
        var none = new SearchOptions { Alone = [0], Preemptions = 0 };
        Assert.DoesNotContain(
            Explorer.Search(new ScratchWorld(SpinWhileOdd, Add0Twice), none).Findings,
            finding => finding.Property == Property.Alone);
        var one = none with { Preemptions = 1 };
        var finding = Assert.Single(Explorer.Search(new ScratchWorld(SpinWhileOdd, Add0Twice), one).Findings);
        var trace = Trace.Of(LoadedModel.Load(new ScratchWorld(SpinWhileOdd, Add0Twice)), finding.Path);
        Assert.NotNull(trace.ComesBackTo);
    }

    [Fact]
    public void A_thread_that_does_not_exist_is_refused() => Assert.Contains(
        "no thread in slot 1",
        Assert.Throws<ArgumentException>(
            () => Explorer.Search(SpinOnUnset(), new SearchOptions { Alone = [1] })).Message);

    private static Finding? Found(Model world, params int[] alone)
    {
        var result = Explorer.Search(world, new SearchOptions { Alone = alone, SelfCheckEvery = 1 });
        return result.Findings.SingleOrDefault(finding => finding.Property == Property.Alone);
    }

    private static async Routine SpinOn0()
    {
        do
        {
            await Step.At("load the flag");
        }
        while (ScratchWorld.Number(0) == 0);
    }

    private static async Routine Set0()
    {
        await Step.At("set the flag");
        ScratchWorld.Number(0) = 1;
    }

    private static async Routine ThreeTries()
    {
        for (var left = 3; left > 0; left--)
        {
            await Step.At("load the flag");
            left = ScratchWorld.Number(0) == 0 ? left : 0;
        }
    }

    private static async Routine WaitFor0() => await Step.Until("wait", default(IsSet));

    private static async Routine RetryWhileChanged()
    {
        long before;
        do
        {
            await Step.At("load the number");
            before = ScratchWorld.Number(0);
            await Step.At("load it again");
        }
        while (before != ScratchWorld.Number(0));
    }

    private static async Routine SpinWhileOdd()
    {
        do
        {
            await Step.At("load the number");
        }
        while (ScratchWorld.Number(0) % 2 == 1);
    }

    private static async Routine Add0Twice()
    {
        await Step.At("add one");
        ScratchWorld.Number(0)++;
        await Step.At("add one");
        ScratchWorld.Number(0)++;
    }

    private static async Routine LoopIfChosen()
    {
        await Step.At("begin");
        do
        {
            await Step.At("choose");
        }
        while (Choose.Either("again"));
    }

    private static async Routine LateRound()
    {
        await Step.At("look");
        if (ScratchWorld.Number(0) == 5)
        {
            await Step.At("one more");
            while (true)
            {
                await Step.At("one");
                await Step.At("two");
                await Step.At("three");
            }
        }
    }

    private static async Routine FiveSteps()
    {
        for (var left = 5; left > 0; left--)
        {
            await Step.At("add one");
            ScratchWorld.Number(0)++;
        }
    }

    private static async Routine Toggle(int from)
    {
        while (true)
        {
            await Step.Until("toggle", new Is(from));
            ScratchWorld.Number(0) = 1 - from;
        }
    }

    private static async Routine CrashThenSpin()
    {
        await Step.At("crash");
        Stepper.Current.Report(ScratchWorld.Crash);
        while (true)
        {
            await Step.At("spin");
        }
    }

    private static async Routine CountForEver()
    {
        while (true)
        {
            await Step.At("count");
            ScratchWorld.Number(0)++;
        }
    }

    private readonly record struct IsSet : ICondition
    {
        public bool Holds(StateView state) => ScratchWorld.NumberIn(state, 0) != 0;
    }

    private readonly record struct Is(int Value) : ICondition
    {
        public bool Holds(StateView state) => ScratchWorld.NumberIn(state, 0) == Value;
    }
}
