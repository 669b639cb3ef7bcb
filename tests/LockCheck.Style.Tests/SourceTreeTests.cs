namespace LockCheck.Style.Tests;

public class SourceTreeTests
{
    [Fact]
    public void The_tree_is_found_and_holds_this_file()
    {
        Assert.Contains(SourceTree.Files, file => file.Path == "LockCheck.sln");
        SourceFile self = SourceTree.Files.Single(f => f.Path == "tests/LockCheck.Style.Tests/SourceTreeTests.cs");
        Assert.Contains(nameof(SourceTreeTests), self.Text);
    }

    [Fact]
    public void Build_output_is_not_part_of_the_tree()
    {
        Assert.DoesNotContain(SourceTree.Files, file => file.Path.Split('/').Any(part => part is "bin" or "obj"));
    }

    [Fact]
    public void A_walk_finds_the_same_sources_without_git()
    {
        string top = SourceTree.FindTop(AppContext.BaseDirectory);
        string[] walked = SourceTree.Walk(top).ToArray();
        Assert.Contains("LockCheck.sln", walked);
        Assert.All(SourceTree.Files.Where(file => file.IsCSharp), file => Assert.Contains(file.Path, walked));
        Assert.DoesNotContain(walked, path => path.Contains("/obj/") || path.StartsWith(".git/"));
    }

    [Fact]
    public void Outside_of_a_tree_the_error_says_so() =>
        Assert.Throws<InvalidOperationException>(() => SourceTree.FindTop(Path.GetTempPath()));
}
