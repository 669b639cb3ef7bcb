namespace LockCheck.Cli.Tests.Checks;

/// <summary>The codes that scripts rely on.</summary>
public sealed class ExitCodeTests : CommandTest
{
    [Theory]
    [InlineData(0, "task_vma/v7")]
    [InlineData(0, "task_vma/resume-unshown", "--writer", "split-front")]
    [InlineData(12, "task_vma/v3")]
    [InlineData(12, "task_vma/v7", "--writer", "mprotect-mid", "--faults", "exit", "--invariant", "I10")]
    [InlineData(3, "task_vma/v7", "--sample", "5")]
    [InlineData(3, "task_vma/v7", "--writer", "split-front", "--max-states", "20")]
    [InlineData(12, "task_vma/v7", "--writer", "split-front", "--sample", "500", "--seed", "3")]
    [InlineData(11, "own/waiting", "--writer", "split-front")]
    [InlineData(12, "own/waiting-promising", "--writer", "split-front")]
    [InlineData(12, "own/throwing")]
    [InlineData(0, "proc_maps/rcu-strawman", "--writer", "anon-name", "--invariant", "I8")]
    [InlineData(13, "proc_maps/rcu-strawman", "--writer", "anon-name", "--invariant", "I8", "--alone")]
    [InlineData(13, "proc_maps/rcu-strawman", "--writer", "anon-name", "--invariant", "I8", "--alone", "--at", "each")]
    [InlineData(12, "proc_maps/rcu-v2", "--writer", "reuse-file", "--alone")]
    [InlineData(11, "own/waiting", "--writer", "split-front", "--alone")]
    public void A_check_ends_with_the_code_of_its_verdict(int code, params string[] args)
    {
        var outcome = Check([.. args, "--assembly", OwnAssembly]);
        Assert.Equal((code, string.Empty), (outcome.Code, outcome.Error));
    }

    [Fact]
    public void A_replay_ends_with_the_code_of_what_was_recorded()
    {
        Check("proc_maps/rcu-strawman", "--writer", "anon-name", "--invariant", "I8", "--alone");
        var outcome = Run("replay", Path.Combine(Out, Schedules().Single()));
        Assert.Equal((13, string.Empty), (outcome.Code, outcome.Error));
        Assert.Contains("replayed as recorded: alone is broken", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_observation_is_no_failure()
    {
        var outcome = Check("task_vma/v7", "--writer", "split-front", "--invariant", "I5");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("observed, and not promised otherwise:", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(["task_vma-v7.split-front.I5.schedule"], Schedules());
    }

    [Fact]
    public void A_check_that_finds_nothing_leaves_no_folder()
    {
        Check("task_vma/v7");
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void A_time_limit_is_named_in_the_verdict()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            Out = output,
            Error = error,
            Clock = new StoppedClock(TimeSpan.FromSeconds(1)),
        };
        string[] args =
            ["check", "task_vma/v7", "--readers", "2", "--writer", "mprotect-mid", "--repeat", "9",
                "--invariant", "I10", "--max-seconds", "1.5", "--out", Out];
        Assert.Equal(3, CommandLine.Run(args, surroundings));
        Assert.Contains("cut by --max-seconds 1.5", output.ToString(), StringComparison.Ordinal);
    }
}
