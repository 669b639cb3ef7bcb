namespace LockCheck.Cli.Tests.Checks;

/// <summary>A round with its undoing: what is printed, written and read again.</summary>
public sealed class UndoTests : CommandTest
{
    private const string Undone = "task_vma-v7.merge-both.undone.I1.schedule";

    [Theory]
    [InlineData("undo-check", 12, "--writer", "merge-both", "--undo")]
    [InlineData("undo-nothing", 0, "--writer", "any", "--undo")]
    public void A_check_says_what_is_undone(string golden, int code, params string[] args)
    {
        var outcome = Check(["task_vma/v7", .. args]);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(code, outcome.Code);
    }

    [Fact]
    public void A_schedule_remembers_the_undoing()
    {
        Assert.Equal(12, Check("task_vma/v7", "--writer", "merge-both", "--undo").Code);
        Assert.Contains(Undone, Schedules());
        var path = Path.Combine(Out, Undone);
        Assert.Equal(12, Run("replay", path).Code);

        var lines = File.ReadAllLines(path);
        Assert.Contains("undo: each round", lines);
        File.WriteAllLines(path, lines.Where(line => line != "undo: each round"));
        Assert.Contains(Run("replay", path).Code, (int[])[2, 4]);
    }

    [Fact]
    public void Each_place_says_where_nothing_is_undone() => Assert.Contains(
        "brk-shrink is not undone everywhere: brk leaves a page to the next VMA",
        Check("task_vma/v7", "--writer", "brk-shrink", "--at", "each", "--layout", "0-4w 4-8r 9-12w", "--undo").Output,
        StringComparison.Ordinal);
}
