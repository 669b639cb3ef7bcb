using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class WhiteSpaceTests
{
    [Fact]
    public void The_tree_has_no_stray_white_space() => Findings.AssertNone(WhiteSpace.Find);

    [Theory]
    [InlineData("int a; \n", "trailing white space")]
    [InlineData("int a;\r\n", "trailing white space")]
    [InlineData("\tint a;\n", "a tab")]
    [InlineData("int a;", "no end")]
    [InlineData("int a;\n\n", "empty lines")]
    public void Stray_white_space_is_found(string text, string expected) =>
        Assert.Contains(expected, Assert.Single(WhiteSpace.Find(new SourceFile("src/A.cs", text))));

    [Fact]
    public void A_tidy_file_and_recorded_data_pass()
    {
        Assert.Empty(WhiteSpace.Find(new SourceFile("src/A.cs", "int a;\n")));
        Assert.Empty(WhiteSpace.Find(new SourceFile("tests/X/data/recorded.json", "[ ] ")));
    }
}
