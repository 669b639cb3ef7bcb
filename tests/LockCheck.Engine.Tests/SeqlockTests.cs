using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests;

public class SeqlockTests
{
    public static readonly TheoryData<int, int> Sizes = new() { { 1, 1 }, { 1, 2 }, { 1, 3 }, { 2, 1 }, { 2, 2 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_reader_that_looks_again_believes_no_torn_copy(int readers, int writes)
    {
        var result = AgainstReference.AssertSameCounts(
            () => new SeqlockWorld(readers, writes, true), new SeqlockRules(readers, writes, true));
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Equal(1, result.TerminalStates);
    }

    /// <summary>Otherwise the test above would prove nothing. The observation is printed and is no failure.</summary>
    [Fact]
    public void Readers_do_retry()
    {
        var result = Explorer.Search(new SeqlockWorld(1, 1, true));
        var finding = Assert.Single(result.Findings);
        Assert.Equal(SeqlockWorld.Retry, finding.Property);
        Assert.False(finding.IsFailure);
        Assert.False(result.IsViolated);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_reader_that_does_not_look_believes_a_torn_copy(int readers, int writes)
    {
        var rules = new SeqlockRules(readers, writes, false);
        var result = AgainstReference.AssertSameCounts(() => new SeqlockWorld(readers, writes, false), rules);
        Assert.Equal(Verdict.Violated, result.Verdict);
        var finding = Assert.Single(result.Findings);
        Assert.Equal(SeqlockWorld.Torn, finding.Property);
        Assert.Equal(new Enumeration(rules).FirstBreak(), AgainstReference.ThreadsOf(finding));
    }
}
