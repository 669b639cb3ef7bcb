using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class LineWidthTests
{
    [Fact]
    public void Every_line_of_the_tree_fits() => Findings.AssertNone(LineWidth.Find);

    [Theory]
    [InlineData("src/A.cs")]
    [InlineData("scripts/a.sh")]
    [InlineData("Directory.Build.props")]
    [InlineData("src/A.csproj")]
    [InlineData("a.yml")]
    public void A_line_of_121_columns_is_found(string path) =>
        Assert.Equal([$"{path}:2: 121 columns, 120 are allowed"],
            LineWidth.Find(new SourceFile(path, "x\n" + new string('x', 121) + "\n")));

    [Fact]
    public void A_script_without_an_extension_is_recognised_by_its_first_line() =>
        Assert.Single(LineWidth.Find(new SourceFile("run", "#!/bin/sh\n" + new string('x', 121) + "\n")));

    [Fact]
    public void Columns_are_characters_and_prose_may_be_wide()
    {
        Assert.Empty(LineWidth.Find(new SourceFile("src/A.cs", new string('⟂', 120) + "\n")));
        Assert.Empty(LineWidth.Find(new SourceFile("README.md", new string('x', 500) + "\n")));
    }
}
