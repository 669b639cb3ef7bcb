using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class BannedCallsTests
{
    [Fact]
    public void Nothing_in_src_or_specs_depends_on_clock_or_chance() => Findings.AssertNone(BannedCalls.Find);

    [Theory]
    [InlineData("var t = DateTime.Now;")]
    [InlineData("var t = System.DateTime.UtcNow;")]
    [InlineData("var t = DateTimeOffset.UtcNow;")]
    [InlineData("var r = new Random(1);")]
    [InlineData("var r = new System.Random(1);")]
    [InlineData("Random r = new(1);")]
    [InlineData("int n = Random.Shared.Next();")]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("await Task.Delay(1);")]
    [InlineData("long n = Environment.TickCount64;")]
    [InlineData("[SkipLocalsInit] void F() { }")]
    [InlineData("var g = Guid.NewGuid();")]
    [InlineData("var s = $\"at {DateTime.Now}\";")]
    public void A_banned_call_is_found_and_its_replacement_named(string code)
    {
        Assert.Contains("is banned; use ", Assert.Single(BannedCalls.Find(new SourceFile("src/A.cs", code))));
        Assert.Single(BannedCalls.Find(new SourceFile("specs/A.cs", code)));
    }

    [Theory]
    [InlineData("// DateTime.Now is banned")]
    [InlineData("/// <summary>SkipLocalsInit leaves holes.</summary>\nclass A;")]
    [InlineData("var s = \"Thread.Sleep\";")]
    [InlineData("var s = $\"Thread.Sleep {x}\";")]
    [InlineData("var s = \"\"\"Thread.Sleep\"\"\";")]
    [InlineData("var r = new RandomWalk();")]
    public void Prose_and_other_names_pass(string code) =>
        Assert.Empty(BannedCalls.Find(new SourceFile("src/A.cs", code)));
}
