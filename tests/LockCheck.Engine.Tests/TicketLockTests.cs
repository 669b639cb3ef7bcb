using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests;

public class TicketLockTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public void Tickets_exclude_and_keep_the_order(int threads, int rounds)
    {
        var result = AgainstReference.AssertSameCounts(
            () => new TicketWorld(threads, rounds, TicketLock.Correct),
            new TicketRules(threads, rounds, TicketLock.Correct));
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Equal(1, result.TerminalStates);
        Assert.Equal(3 * threads * rounds, result.Depth);
    }

    /// <summary>
    /// With one round: s threads are done, w hold tickets in some order, and the first of these waits or is inside.
    /// The sum over s of C(n, s) (1 + 2 sum over w of P(n - s, w)).
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void States_follow_the_formula(int threads)
    {
        long Ordered(int n, int w) => w == 0 ? 1 : n * Ordered(n - 1, w - 1);
        long Subsets(int s) => Ordered(threads, s) / Ordered(s, s);
        var states = Enumerable.Range(0, threads + 1).Sum(done =>
            Subsets(done) * (1 + (2 * Enumerable.Range(1, threads - done).Sum(w => Ordered(threads - done, w)))));
        Assert.Equal(states, Explorer.Search(new TicketWorld(threads, 1, TicketLock.Correct)).States);
    }

    [Theory]
    [InlineData(TicketLock.LoadThenStore, 2, 1)]
    [InlineData(TicketLock.LoadThenStore, 3, 1)]
    [InlineData(TicketLock.Barging, 2, 2)]
    [InlineData(TicketLock.Barging, 3, 1)]
    public void Mutants_break_a_promise_by_the_shortest_schedule(TicketLock kind, int threads, int rounds)
    {
        var rules = new TicketRules(threads, rounds, kind);
        var result = AgainstReference.AssertSameCounts(() => new TicketWorld(threads, rounds, kind), rules);
        Assert.Equal(Verdict.Violated, result.Verdict);
        Assert.Equal(new Enumeration(rules).FirstBreak(), AgainstReference.ThreadsOf(result.Findings[0]));
    }

    [Fact]
    public void Two_of_one_ticket_are_inside_together()
    {
        var findings = Explorer.Search(new TicketWorld(2, 1, TicketLock.LoadThenStore)).Findings;
        Assert.Contains(findings, finding => finding.Property == TicketWorld.Exclusion);
    }

    [Fact]
    public void Barging_breaks_the_order_and_nothing_else()
    {
        var finding = Assert.Single(Explorer.Search(new TicketWorld(3, 1, TicketLock.Barging)).Findings);
        Assert.Equal(TicketWorld.Order, finding.Property);
        Assert.Equal([0, 1, 1], AgainstReference.ThreadsOf(finding));
    }
}
