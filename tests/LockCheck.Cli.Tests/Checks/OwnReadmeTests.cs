namespace LockCheck.Cli.Tests.Checks;

/// <summary>The example of the README: it is compiled as it stands there, and does what the README says.</summary>
public sealed class OwnReadmeTests : CommandTest
{
    private static readonly Lazy<string> Compiled = new(() => MarkdownCode.Compile("README.md", "MyProtocols"));

    [Fact]
    public void The_readers_of_the_readme_are_found()
    {
        var outcome = Run("list", "--assembly", Compiled.Value);
        Assert.Equal(0, outcome.Code);
        Assert.Contains("my/cursor", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mistake_of_the_readme_is_found()
    {
        var outcome = Check("my/cursor", "--assembly", Compiled.Value);
        Assert.Equal(12, outcome.Code);
        Golden.Matches(
            "readme-own", outcome.Screen.Replace(Compiled.Value, "MyProtocols.dll", StringComparison.Ordinal));
    }

    [Fact]
    public void The_repair_of_the_readme_holds_against_every_writer()
    {
        var outcome = Run("diff", "my/cursor", "my/cursor-repaired", "--assembly", Compiled.Value, "--out", Out);
        Assert.Equal(0, outcome.Code);
        Assert.Contains("0 promises lost", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("I1", Run(
            "check", "my/cursor-repaired", "--writer", "split-front", "--assembly", Compiled.Value, "--out", Out)
            .Output.Split("verdict")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Own_readers_have_a_column_in_the_matrix()
    {
        var outcome = Run("matrix", "--assembly", Compiled.Value);
        Assert.Equal(0, outcome.Code);
        Assert.Contains("my/cursor-repaired", outcome.Output, StringComparison.Ordinal);
    }
}
