using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests;

public class PetersonTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Peterson_excludes_in_every_state(int rounds)
    {
        var result = AgainstReference.AssertSameCounts(
            () => new PetersonWorld(rounds, turnFirst: false), new PetersonRules(rounds, turnFirst: false));
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Equal(0, result.DeadlockStates);
    }

    [Fact]
    public void Who_runs_for_ever_never_ends() =>
        Assert.Equal(0, Explorer.Search(new PetersonWorld(rounds: 0, turnFirst: false)).TerminalStates);

    /// <summary>
    /// The turn keeps the last writer, so two terminal states: either thread may have given it away last.
    /// </summary>
    [Fact]
    public void The_turn_is_all_that_two_runs_can_leave_different() =>
        Assert.Equal(2, Explorer.Search(new PetersonWorld(rounds: 3, turnFirst: false)).TerminalStates);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Swapped_stores_exclude_nobody(int rounds)
    {
        var rules = new PetersonRules(rounds, turnFirst: true);
        var result = AgainstReference.AssertSameCounts(() => new PetersonWorld(rounds, turnFirst: true), rules);
        Assert.Equal(Verdict.Violated, result.Verdict);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(PetersonWorld.Exclusion, finding.Property);
        Assert.Equal(new Enumeration(rules).FirstBreak(), AgainstReference.ThreadsOf(finding));
    }
}
