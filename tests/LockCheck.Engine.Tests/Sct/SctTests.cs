using LockCheck.Sct;

namespace LockCheck.Engine.Tests.Sct;

/// <summary>The programs have the bugs that they are published for, and without them none.</summary>
public class SctTests
{
    /// <summary>
    /// The shortest schedules, counted by hand where a line says how: creations first, then the steps of those who take
    /// part. The other two are what the search says.
    /// </summary>
    [Theory]
    [InlineData("reorder_5", 5 + 1 + 2)] // one setter's first store, the checker's two loads
    [InlineData("reorder_10", 10 + 1 + 2)]
    [InlineData("reorder_20", 20 + 1 + 2)]
    [InlineData("twostage_20", 11 + 3 + 6)] // one writer's first stage; a reader up to its load of the second datum
    [InlineData("stringbuffer", 1 + 5 + 6)] // the erasure; main up to its second look at the length
    [InlineData("bluetooth_driver", 1 + 5 + 3)] // the stopper; main's look at the flag, its count, its assertion
    [InlineData("wronglock_3", 2 + 5 + 3)] // the right one up to its assertion; a wrong one's lock, load and store
    [InlineData("WorkStealQueue", 55)]
    [InlineData("SafeStack", 48)]
    [InlineData("CVE-2013-1792", 2 + 4 + 3)] // the installer up to its first store; two looks, and a null pointer
    [InlineData("CVE-2017-15265", 2 + 7 + 8 + 1)] // the port is listed; deleted; used
    public void The_bug_is_there(string name, int steps)
    {
        var result = Explorer.Search(
            SctPrograms.Named(name).Make(false), new SearchOptions { StopAtFirst = true, SelfCheckEvery = 0 });
        var finding = Assert.Single(result.Findings);
        Assert.Equal(SctProgram.Assertion, finding.Property);
        Assert.Equal(steps, finding.Path.Count);
    }

    [Theory]
    [InlineData("reorder_5")]
    [InlineData("reorder_10")]
    [InlineData("stringbuffer")]
    [InlineData("bluetooth_driver")]
    [InlineData("wronglock_3")]
    [InlineData("WorkStealQueue")]
    [InlineData("SafeStack")]
    [InlineData("CVE-2013-1792")]
    [InlineData("CVE-2017-15265")]
    public void Repaired_there_is_none(string name) => AssertNone(SctPrograms.Named(name).Make(true));

    /// <summary>With all its threads, twostage has too many states; with two of each kind it has not.</summary>
    [Fact]
    public void Repaired_twostage_has_none_either() => AssertNone(new Twostage(2, 2, isRepaired: true));

    /// <summary>Ten creations and joins, two steps for each of nine setters, and two of the checker.</summary>
    [Fact]
    public void Reorder_10_has_40_steps() =>
        Assert.Equal(40, Explorer.Sample(new Reorder(10), 100, seed: 1).Depth);

    private static void AssertNone(SctProgram program)
    {
        var result = Explorer.Search(program, new SearchOptions { SelfCheckEvery = 0 });
        Assert.Empty(result.Findings);
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
    }
}
