using LockCheck.Style.Tests.Rules;

namespace LockCheck.Style.Tests;

public class FileLengthTests
{
    [Fact]
    public void Files_are_short_or_have_a_reason() =>
        Findings.AssertNone(FileLength.Find(SourceTree.Files, FileLength.Permitted));

    [Fact]
    public void A_long_file_is_found() =>
        Assert.Contains("A.cs: 401 lines", FileLength.Find([Of("A.cs", 401), Of("B.cs", 1)], []).First());

    [Fact]
    public void A_median_of_long_files_is_found() =>
        Assert.Contains("median", Assert.Single(FileLength.Find([Of("A.cs", 201), Of("B.cs", 201)], [])));

    [Theory]
    [InlineData(501, 500, "why", "501 lines, 500 are allowed")]
    [InlineData(400, 500, "why", "no longer needs")]
    [InlineData(430, 500, "why", "lower its exception")]
    [InlineData(480, 500, " ", "wants a reason")]
    public void An_exception_binds_and_expires(int lines, int linesMax, string reason, string expected)
    {
        SourceFile[] files = [Of("A.cs", lines), Of("B.cs", 1), Of("C.cs", 1)];
        Assert.Contains(expected, Assert.Single(FileLength.Find(files, [new("A.cs", linesMax, reason)])));
    }

    [Fact]
    public void An_exception_for_a_file_that_is_gone_is_found() =>
        Assert.Contains("no longer needs", Assert.Single(FileLength.Find([Of("B.cs", 1)], [new("A.cs", 500, "why")])));

    [Fact]
    public void A_permitted_long_file_passes() =>
        Assert.Empty(FileLength.Find([Of("A.cs", 480), Of("B.cs", 1), Of("C.cs", 1)], [new("A.cs", 500, "why")]));

    private static SourceFile Of(string path, int lines) =>
        new(path, string.Concat(Enumerable.Repeat("//\n", lines)));
}
