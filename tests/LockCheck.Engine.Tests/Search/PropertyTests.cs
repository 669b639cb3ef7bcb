using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>What the kinds of properties mean for a search.</summary>
public class PropertyTests
{
    private static readonly SearchOptions StopAtFirst = new() { StopAtFirst = true };

    [Fact]
    public void Two_racy_accesses_in_one_step_are_a_violation()
    {
        Assert.Empty(Explorer.Search(new ScratchWorld(() => Race(1, 1), () => Race(1, 1))).Findings);
        var finding = Violations.AssertSingle(Property.TwoRacyAccesses, () => Race(1, 2));
        Assert.Equal(2, finding.Path.Count);
    }

    [Fact]
    public void Nothing_is_expanded_behind_a_crash()
    {
        var behind = Explorer.Search(new ScratchWorld(() => ReportThenWalk(ScratchWorld.Crash.Index)));
        Assert.Equal(ScratchWorld.Crash, Assert.Single(behind.Findings).Property);
        Assert.Equal((2, 2, 0), (behind.States, behind.Transitions, behind.TerminalStates));
        Assert.Equal(Verdict.Violated, behind.Verdict);
        Assert.Null(behind.CutBy);
    }

    [Fact]
    public void The_search_goes_on_behind_a_broken_promise()
    {
        var behind = Explorer.Search(new ScratchWorld(() => ReportThenWalk(ScratchWorld.Promise.Index)));
        Assert.Equal(ScratchWorld.Promise, Assert.Single(behind.Findings).Property);
        Assert.Equal((7, 6, 1), (behind.States, behind.Transitions, behind.TerminalStates));
    }

    [Fact]
    public void Other_branches_of_a_step_go_on_beside_a_crash()
    {
        var result = Explorer.Search(new ScratchWorld(CrashOrNot));
        Assert.Equal((2, 2, 1), (result.States, result.Transitions, result.TerminalStates));
        Assert.Equal(1, Assert.Single(result.Findings).Path[0].Choice);
    }

    [Theory]
    [InlineData("observation")]
    [InlineData("measurement")]
    public void An_observation_or_a_measurement_is_found_and_is_no_violation(string id)
    {
        var property = id == "observation" ? ScratchWorld.Observation : ScratchWorld.Measurement;
        var result = Explorer.Search(new ScratchWorld(() => ReportThenWalk(property.Index)), StopAtFirst);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((property, false), (finding.Property, finding.IsFailure));
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Equal(7, result.States);
    }

    [Fact]
    public void Stopping_at_the_first_violation_says_so()
    {
        var result = Explorer.Search(
            new ScratchWorld(() => ReportThenWalk(ScratchWorld.Promise.Index)), StopAtFirst);
        Assert.Equal((Verdict.Violated, "--stop-at-first"), (result.Verdict, result.CutBy));
        Assert.Equal(3, result.States);
    }

    private static async Routine Race(int first, int second)
    {
        await Step.At("one");
        RaceNow(first);
        await Step.At("two");
        RaceNow(second);
    }

    private static void RaceNow(int times)
    {
        for (; times > 0; times--)
        {
            Stepper.Current.RacyAccess();
        }
    }

    private static async Routine ReportThenWalk(int index)
    {
        await Step.At("before");
        await Step.At("report");
        ReportNow(index);
        for (var i = 0; i < 4; i++)
        {
            await Step.At("behind");
        }
    }

    private static void ReportNow(int index) =>
        Stepper.Current.Report(Stepper.Current.Model.Properties.Single(property => property.Index == index));

    private static async Routine CrashOrNot()
    {
        await Step.At("crash or not");
        if (Choose.Either("crash"))
        {
            Stepper.Current.Report(ScratchWorld.Crash);
        }
    }
}
