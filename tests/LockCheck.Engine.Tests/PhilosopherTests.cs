using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests;

public class PhilosopherTests
{
    public static readonly TheoryData<int, int> Tables = new()
    {
        { 2, 1 }, { 2, 4 }, { 3, 1 }, { 3, 2 }, { 4, 1 }, { 4, 2 }, { 5, 1 }, { 6, 1 },
    };

    /// <summary>
    /// All are stuck only when each holds the left fork, and each may have had any number of meals before but the
    /// last: meals^seats deadlocks.
    /// </summary>
    [Theory]
    [MemberData(nameof(Tables))]
    public void Left_first_for_all_deadlocks(int seats, int meals)
    {
        var result = AgainstReference.AssertSameCounts(
            () => new PhilosopherWorld(seats, meals, false), new PhilosopherRules(seats, meals, false));
        Assert.Equal(Math.Pow(meals, seats), result.DeadlockStates);
        Assert.Equal(1, result.TerminalStates);
        Assert.Equal(Verdict.Violated, result.Verdict);
        var deadlock = Assert.Single(result.Findings);
        Assert.True(deadlock.IsDeadlock);
        Assert.True(deadlock.IsShortest);
        Assert.Equal(Enumerable.Range(0, seats), AgainstReference.ThreadsOf(deadlock));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void One_right_handed_philosopher_lets_all_eat(int seats, int meals)
    {
        var result = AgainstReference.AssertSameCounts(
            () => new PhilosopherWorld(seats, meals, true), new PhilosopherRules(seats, meals, true));
        Assert.Equal(0, result.DeadlockStates);
        Assert.Equal(1, result.TerminalStates);
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Equal(4 * seats * meals, result.Depth);
    }

    /// <summary>
    /// Two left-handed philosophers, one meal, by hand: all pairs of places that share no fork, less the pair in which
    /// both are about to put the right fork back, since only one of them can have had both.
    /// </summary>
    [Fact]
    public void Two_philosophers_by_hand()
    {
        // Places: no fork yet, the left one, both, the right one, none any more.
        int[] held = [0b00, 0b01, 0b11, 0b10, 0b00];
        static int Mirror(int forks) => ((forks & 1) << 1) | (forks >> 1);
        var disjoint = held.SelectMany(a => held.Select(b => a & Mirror(b))).Count(common => common == 0);
        Assert.Equal(disjoint - 1, Explorer.Search(new PhilosopherWorld(2, 1, false)).States);
    }
}
