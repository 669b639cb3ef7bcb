using LockCheck.Coyote.Cases;
using LockCheck.Coyote.Tests;
using LockCheck.Specs.Claims;

namespace LockCheck.Coyote;

/// <summary>A few runs of every claim: nothing is found that a search over all states would not find.</summary>
public class EveryClaimTests
{
    [Theory]
    [InlineData("", "random", 4)]
    [InlineData(ActorTests.Suffix, "prioritization", 1)]
    public void Nothing_fails_that_holds(string suffix, string strategy, uint runs)
    {
        var found = ClaimNames.All(ClaimCases.Known)
            .Where(named => Holds(named.Claim.Expected!))
            .Select(named => (named.Name, CoyoteRuns.Test(named.Name + suffix, strategy, runs).Bug))
            .Where(run => run.Bug is not null)
            .Select(run => $"{run.Name}: {run.Bug}");
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("", "random", 4)]
    [InlineData(ActorTests.Suffix, "delay-bounding", 2)]
    public void What_fails_is_what_is_said_to_be_broken(string suffix, string strategy, uint runs)
    {
        var found = ClaimNames.All(ClaimCases.Known)
            .Where(named => !Holds(named.Claim.Expected!))
            .Select(named => (named.Claim, CoyoteRuns.Test(named.Name + suffix, strategy, runs).Bug))
            .Where(run => run.Bug is not null)
            .ToList();
        Assert.True(found.Count > 50, $"only {found.Count} claims failed");
        Assert.All(found, run => Assert.Contains(
            run.Claim.Expected!.Invariants.Append("deadlock").Append("alone"), id => Names(run.Bug!, id)));
    }

    /// <summary>Whether a search to the end finds nothing that makes the test fail.</summary>
    private static bool Holds(Expectation expected) => expected switch
    {
        Keeps or Refuted => true,
        CellCodes { IsLowerBound: false, MayRepeat: false } cell => (cell.Known?.Codes ?? cell.Codes).Length == 0,
        _ => false,
    };

    private static bool Names(string bug, string id) =>
        bug.Contains(id == "deadlock" ? " deadlocks: " : $" {id}", StringComparison.Ordinal);
}
