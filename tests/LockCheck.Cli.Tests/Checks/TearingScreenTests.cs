namespace LockCheck.Cli.Tests.Checks;

/// <summary>What the user sees of tearing: only on request, and each number with a schedule that replays.</summary>
public sealed class TearingScreenTests : CommandTest
{
    [Theory]
    [InlineData(
        "tearing", "task_vma/v7", "--writer", "split-then-re-merge", "--records-per-page", "all", "--tearing")]
    [InlineData("tearing-none", "task_vma/resume-unshown", "--tearing")]
    [InlineData("tearing-by-I7", "task_vma/v7", "--writer", "munmap-tail-of-mid", "--invariant", "I7")]
    [InlineData("tearing-each", "task_vma/v7", "--writer", "split-then-re-merge", "--at", "each", "--tearing")]
    [InlineData(
        "tearing-sample",
        "task_vma/v7", "--writer", "split-then-re-merge", "--tearing", "--sample", "50", "--seed", "3")]
    [InlineData(
        "tearing-max-states", "task_vma/v7", "--writer", "split-mid", "--tearing", "--max-states", "500")]
    [InlineData(
        "tearing-many",
        "task_vma/v7", "--writer", "split-then-re-merge", "--records-per-page", "all", "--repeat", "4", "--tearing")]
    public void Tearing_prints_its_golden_screen(string golden, params string[] args) =>
        Golden.Matches(golden, Check(args).Screen);

    [Fact]
    public void Nothing_is_said_of_tearing_unasked() => Assert.DoesNotContain(
        "tearing", Check("task_vma/v7", "--writer", "split-then-re-merge").Output, StringComparison.Ordinal);

    [Fact]
    public void A_mark_is_replayed_like_a_finding()
    {
        Check("task_vma/v7", "--writer", "split-then-re-merge", "--records-per-page", "all", "--tearing");
        var file = Schedules().Single(name => name.Contains("tearing-states-3", StringComparison.Ordinal));
        Golden.Matches("tearing-replay", Run("replay", Path.Combine(Out, file)).Screen);
    }
}
