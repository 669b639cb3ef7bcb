using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class TestClocksTests
{
    [Fact]
    public void No_test_sleeps_or_judges_time() => Findings.AssertNone(TestClocks.Find);

    [Theory]
    [InlineData("Thread.Sleep(10);")]
    [InlineData("await Task.Delay(10);")]
    [InlineData("Assert.True(watch.ElapsedMilliseconds < 100);")]
    [InlineData("Assert.InRange(Stopwatch.GetElapsedTime(start), a, b);")]
    [InlineData("var took = watch.Elapsed; Assert.True(took < limit);")]
    public void A_test_with_a_clock_is_found(string code) =>
        Assert.Single(TestClocks.Find(new SourceFile("tests/X/A.cs", code)));

    [Theory]
    [InlineData("var took = watch.Elapsed; Console.WriteLine(took);")]
    [InlineData("Assert.True(states < 100);")]
    [InlineData("// Thread.Sleep would hide the race")]
    public void Measuring_without_judging_passes(string code) =>
        Assert.Empty(TestClocks.Find(new SourceFile("tests/X/A.cs", code)));
}
