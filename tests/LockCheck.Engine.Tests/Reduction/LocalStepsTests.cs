using FsCheck;
using FsCheck.Fluent;
using LockCheck.Engine.Tests.Worlds;
using Microsoft.FSharp.Core;

namespace LockCheck.Engine.Tests.Reduction;

public class LocalStepsTests
{
    public static TheoryData<string> Flaws => [.. FlawRules.Keys];

    /// <summary>Reductions that lack one thing that they rest on, and would be smaller for it.</summary>
    private static Dictionary<string, ReductionRules> FlawRules { get; } = new(StringComparer.Ordinal)
    {
        ["reads do not count"] = new() { CountsReads = false },
        ["what blocks does not count"] = new() { CountsLooks = false },
        ["history does not count"] = new() { CountsHistory = false },
        ["chains that go round are dropped"] = new() { KeepsEnds = false },
        ["crashes go on"] = new() { CountsCrashes = false },
        ["started threads are forgotten"] = new() { FollowsSpawns = false, RunsFirst = false },
        ["what is learned late is ignored"] = new() { Repeats = false, RunsFirst = false },
    };

    [Fact]
    public void Random_programs_break_and_end_as_in_the_full_search() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(
            FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new Rnd(7), FSharpOption<int>.None))),
        Prop.ForAll(Program.Any, program =>
        {
            var full = Explorer.Search(new ProgramWorld(program));
            return AgainstFull.Difference(() => new ProgramWorld(program), full) is null
                && AgainstFull.Difference(() => new ProgramWorld(program), full, depthFirst: true) is null;
        }));

    [Theory]
    [MemberData(nameof(Flaws))]
    public void Each_thing_that_a_reduction_rests_on_is_needed(string flaw)
    {
        for (var seed = 0UL; seed < 20_000; seed++)
        {
            var program = Program.Of(seed);
            var full = Explorer.Search(new ProgramWorld(program));
            if (AgainstFull.Difference(() => new ProgramWorld(program), full, FlawRules[flaw]) is not null)
            {
                return;
            }
        }

        Assert.Fail($"No program shows that `{flaw}` is wrong.");
    }

    [Fact]
    public void Small_worlds_break_and_end_as_in_the_full_search()
    {
        AgainstFull.AssertSame(() => new CounterWorld(2, 2));
        AgainstFull.AssertSame(() => new CounterWorld(3, 1));
        AgainstFull.AssertSame(() => new PhilosopherWorld(3, 2, lastIsRightHanded: false));
        AgainstFull.AssertSame(() => new PhilosopherWorld(4, 1, lastIsRightHanded: true));
        AgainstFull.AssertSame(() => new GridWorld(3, 3));
        for (var seed = 0UL; seed < 50; seed++)
        {
            AgainstFull.AssertSame(() => new GraphWorld(GraphWorld.Draw(seed, threads: 3, nodes: 12)));
        }
    }

    [Fact]
    public void Philosophers_who_share_no_fork_are_not_interleaved()
    {
        var full = Explorer.Search(new PhilosopherWorld(5, 1, lastIsRightHanded: false));
        var reduced = Explorer.Search(
            new PhilosopherWorld(5, 1, lastIsRightHanded: false), new SearchOptions { ReducesLocalSteps = true });
        Assert.True(reduced.States * 2 < full.States, $"{reduced.States} of {full.States}");
        Assert.Equal(full.DeadlockStates, reduced.DeadlockStates);
        Assert.All(reduced.Findings, finding => Assert.False(finding.IsShortest));
    }

    [Fact]
    public void A_reduction_goes_neither_with_a_bound_on_preemptions_nor_with_running_alone()
    {
        var options = new SearchOptions { ReducesLocalSteps = true };
        var bound = Assert.Throws<ArgumentException>(
            () => Explorer.Search(new CounterWorld(2, 1), options with { Preemptions = 1 }));
        Assert.Contains("exclude each other", bound.Message, StringComparison.Ordinal);
        var alone = Assert.Throws<ArgumentException>(
            () => Explorer.Search(new CounterWorld(2, 1), options with { Alone = [0] }));
        Assert.Contains("Running alone", alone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_nobody_asked_for_is_an_error()
    {
        var thrown = Assert.Throws<RoutineException>(
            () => Explorer.Search(new SmugglingWorld(), new SearchOptions { ReducesLocalSteps = true }));
        Assert.Contains("`stolen`", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("without asking for it", thrown.Message, StringComparison.Ordinal);
    }
}
