namespace LockCheck.Cli.Tests.Checks;

/// <summary>The screens of <c>check</c>, byte for byte.</summary>
public sealed class CheckScreenTests : CommandTest
{
    private const string Cat = "cat.final.maps";
    private const string Python = "python.final.maps";

    [Theory]
    [InlineData("check-v3", "task_vma/v3")]
    [InlineData("check-v7-split-front", "task_vma/v7", "--writer", "split-front")]
    [InlineData("check-v7-merge-both-preemptions", "task_vma/v7", "--writer", "merge-both", "--preemptions", "1")]
    [InlineData("check-verified", "task_vma/resume-unshown", "--writer", "split-front")]
    [InlineData("check-two-readers", "task_vma/v7", "--readers", "2", "--writer", "munmap-tail-of-mid")]
    [InlineData("check-two-writers", "task_vma/v7", "--writer", "split-front", "--writer", "merge-both")]
    [InlineData("check-crash", "task_vma/v7", "--writer", "mprotect-mid", "--faults", "exit")]
    [InlineData("check-faults", "task_vma/v3", "--writer", "split-front", "--faults", "signal,nomem")]
    [InlineData(
        "check-grow", "proc_smaps/mmap-lock", "--writer", "merge-both", "--faults", "signal,grow", "--repeat", "2")]
    [InlineData("check-depth-first", "task_vma/v7", "--writer", "munmap-tail-of-mid", "--depth-first")]
    [InlineData("check-sample-nothing", "task_vma/v7", "--sample", "20")]
    [InlineData("check-sample-found", "task_vma/v7", "--writer", "split-front", "--sample", "200", "--seed", "3")]
    [InlineData(
        "check-sample-pct",
        "task_vma/v7", "--writer", "split-front", "--sample", "200", "--strategy", "pct", "--depth", "2")]
    [InlineData(
        "check-sample-surw",
        "task_vma/v7", "--writer", "split-front", "--sample", "200", "--strategy", "surw", "--workers", "3")]
    [InlineData("check-sample-pos", "task_vma/v7", "--sample", "20", "--strategy", "pos")]
    [InlineData("check-page-choice", "task_vma/v5", "--writer", "split-mid", "--records-per-page", "choice")]
    [InlineData(
        "check-one-page", "task_vma/v7", "--writer", "merge-both", "--records-per-page", "all", "--rwsem", "L0")]
    [InlineData("check-l2", "task_vma/v5", "--writer", "merge-both", "--rwsem", "L2")]
    [InlineData("check-invariant", "task_vma/v7", "--writer", "split-front", "--invariant", "I5")]
    [InlineData("check-alone", "proc_maps/rcu-strawman", "--writer", "anon-name", "--alone", "--invariant", "I8")]
    [InlineData("check-alone-holds", "proc_maps/per-vma-lock", "--writer", "anon-name", "--alone")]
    [InlineData("check-stop-at-first", "task_vma/v7", "--writer", "split-front", "--stop-at-first")]
    [InlineData("check-max-states", "task_vma/v7", "--writer", "split-front", "--max-states", "100")]
    [InlineData("check-layout", "task_vma/v7", "--writer", "merge-right-part", "--layout", "0-1r 1-2w 4-8rx 8-12r")]
    public void A_check_prints_its_golden_screen(string golden, params string[] args) =>
        Golden.Matches(golden, Check(args).Screen);

    [Theory]
    [InlineData("maps-v3", Python, "task_vma/v3")]
    [InlineData("maps-first-place", Cat, "task_vma/v7", "--writer", "split-front")]
    [InlineData("maps-at", Cat, "task_vma/v7", "--writer", "munmap-tail-of-mid", "--at", "5")]
    [InlineData("maps-each", Cat, "task_vma/v7", "--writer", "merge-right-part", "--at", "each")]
    [InlineData("maps-each-nowhere", Cat, "task_vma/v7", "--writer", "merge-both", "--at", "each")]
    public void A_real_map_shows_its_addresses_and_names(string golden, string maps, params string[] args) =>
        Golden.Matches(golden, Check([.. args, "--maps", Path.Combine(Golden.Data, maps)]).Screen);

    [Theory]
    [InlineData("own-deadlock", "own/waiting", "--writer", "split-front")]
    [InlineData("own-deadlock-and-promise", "own/waiting-promising", "--writer", "split-front")]
    [InlineData("own-throwing", "own/throwing")]
    [InlineData("own-writer-and-invariant", "task_vma/v7", "--writer", "own/first-page", "--invariant", "own-short")]
    public void Own_protocols_are_found_like_ours(string golden, params string[] args) =>
        Golden.Matches(golden, Check([.. args, "--assembly", OwnAssembly]).Screen);

    [Fact]
    public void The_first_line_of_a_failure_is_the_command_that_reproduces_it()
    {
        var first = Check("task_vma/v3").Output.Split('\n')[0];
        Assert.Equal("lockcheck replay DIR/out/task_vma-v3.I1.schedule", first);
    }

    [Fact]
    public void A_long_run_fits_on_two_screens()
    {
        var outcome = Check("task_vma/v3", "--maps", Path.Combine(Golden.Data, Python));
        Assert.InRange(outcome.Output.Split('\n').Length, 20, 80);
        Assert.Contains("more records like this", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layout_can_come_from_a_file()
    {
        var file = Write("layout", "0-4r 4-8w\n8-12r\n");
        var fromFile = Check("task_vma/v7", "--writer", "split-front", "--layout", file);
        var given = Check("task_vma/v7", "--writer", "split-front", "--layout", "0-4r 4-8w 8-12r");
        Assert.Equal(given.Output, fromFile.Output);
    }

    [Fact]
    public void The_same_command_prints_the_same_bytes() =>
        Assert.Equal(
            Check("task_vma/v7", "--writer", "merge-both", "--readers", "2"),
            Check("task_vma/v7", "--writer", "merge-both", "--readers", "2"));
}
