namespace LockCheck.Cli.Tests.Checks;

/// <summary>The screens of the other verbs, and what holds for all screens.</summary>
public sealed class OtherScreenTests : CommandTest
{
    private const int Columns = 100;

    /// <summary>A command is to be copied and so is never broken; nor is an error, or a line of a schedule.</summary>
    private static readonly string[] Unbroken =
        ["lockcheck ", "lockcheck: ", "about: ", "sums ", "LOCKCHECK_SCENARIO=", "coyote "];

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help-list", "list", "--help")]
    [InlineData("help-check", "check", "--help")]
    [InlineData("help-replay", "replay", "-h")]
    [InlineData("help-export", "export", "--help")]
    [InlineData("help-import", "import", "--help")]
    [InlineData("help-matrix", "matrix", "-?")]
    [InlineData("help-diff", "diff", "--help")]
    [InlineData("help-claims", "claims", "--help")]
    [InlineData("help-vma", "vma", "--help")]
    [InlineData("help-maps", "maps", "--help")]
    [InlineData("help-conform", "conform", "--help")]
    [InlineData("list", "list")]
    [InlineData("list-some", "list", "task_vma", "P-PV", "split-front", "mmap-unlocked-vma", "I1")]
    [InlineData("list-json", "list", "--json")]
    [InlineData("list-json-some", "list", "P-PV", "split-front", "I1", "--json")]
    [InlineData("matrix", "matrix")]
    [InlineData("matrix-repeated", "matrix", "--repeat", "2", "--records-per-page", "all", "--rwsem", "L0")]
    [InlineData("matrix-several", "matrix", "--undo", "--records-per-page", "1", "all", "--rwsem", "L1")]
    [InlineData("matrix-cut", "matrix", "--max-states", "1")]
    public void A_verb_prints_its_golden_screen(string golden, params string[] args)
    {
        var outcome = Run(args);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(golden == "matrix-cut" ? 3 : 0, outcome.Code);
    }

    [Theory]
    [InlineData("diff-gained", 0, "task_vma/v5", "task_vma/v7")]
    [InlineData("diff-lost", 12, "task_vma/v7", "task_vma/v5")]
    [InlineData("diff-same", 0, "task_vma/v7", "task_vma/v7")]
    [InlineData("diff-withdrawn", 12, "task_vma/v7", "own/waiting")]
    public void A_comparison_prints_its_golden_screen(string golden, int code, params string[] args)
    {
        var outcome = Run(["diff", .. args, "--assembly", OwnAssembly, "--out", Out]);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(code, outcome.Code);
    }

    [Fact]
    public void The_version_is_that_of_the_program()
    {
        var outcome = Run("--version");
        Assert.Equal(0, outcome.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+", outcome.Output);
    }

    [Fact]
    public void Screens_have_100_columns_and_no_colours()
    {
        foreach (var file in Directory.EnumerateFiles(Golden.Folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            // The lines of a map are as long as the kernel makes them.
            var isFree = name.StartsWith("bad-", StringComparison.Ordinal) ||
                name.StartsWith("maps-", StringComparison.Ordinal) ||
                name.Contains("json", StringComparison.Ordinal);
            Assert.All(File.ReadAllLines(file), line =>
            {
                Assert.DoesNotContain('\e', line);
                Assert.True(
                    isFree || line.Length <= Columns || Array.Exists(Unbroken, line.Contains),
                    $"{name}: {line}");
            });
        }
    }
}
