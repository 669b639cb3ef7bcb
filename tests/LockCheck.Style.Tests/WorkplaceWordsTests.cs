using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class WorkplaceWordsTests
{
    [Fact]
    public void The_tree_names_no_machine() => Findings.AssertNone(WorkplaceWords.Find);

    [Theory]
    [InlineData("/wo", "rk/main")]
    [InlineData("see /wo", "rk.")]
    [InlineData("\"/t", "mp\"")]
    [InlineData("cd /t", "mp/x")]
    [InlineData("/ro", "ot/.bashrc")]
    [InlineData("x.lib", "rary")]
    [InlineData("hooks/before", "-stop")]
    [InlineData("https://api.nu", "get.org/v3")]
    public void A_machine_is_found(string head, string tail)
    {
        string text = $"first\n{head}{tail}\n";
        Assert.StartsWith("docs/a.md:2: ", Assert.Single(WorkplaceWords.Find(new SourceFile("docs/a.md", text))));
        Assert.Empty(WorkplaceWords.Find(new SourceFile("tests/X/data/recorded.txt", text)));
    }

    [Theory]
    [InlineData("and/or working/rooted paths")]
    [InlineData("src/LockCheck.Kernel/Root.cs")]
    [InlineData("a per-CPU unlock_work slot")]
    public void Ordinary_prose_passes(string text) =>
        Assert.Empty(WorkplaceWords.Find(new SourceFile("docs/a.md", text)));
}
