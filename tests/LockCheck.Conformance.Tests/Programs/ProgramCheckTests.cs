using System.Text;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Programs;

namespace LockCheck.Conformance.Tests.Programs;

/// <summary>The map of a program that runs here, from its memory calls.</summary>
public class ProgramCheckTests
{
    [ProgramFact]
    public void The_map_of_a_program_comes_out_of_its_calls()
    {
        var outcome = Check("cat", "/proc/self/maps").Run(new CheckContext());
        Assert.Equal((CheckVerdict.Passed, string.Empty), (outcome.Verdict, outcome.Reason));
        Assert.True(outcome.Counts.Single(count => count.Thing == "memory call").Number > 3);
        Assert.True(outcome.Counts.Single(count => count.Thing == "map line").Number > 10);
    }

    [ProgramFact]
    public void A_program_that_executes_another_one_is_that_one() => Assert.Equal(
        CheckVerdict.Passed, Check("sh", "-c", "exec cat /proc/self/maps").Run(new CheckContext()).Verdict);

    [ProgramFact]
    public void Children_do_not_count() => Assert.Equal(
        CheckVerdict.Passed, Check("sh", "-c", "cat /dev/null; exit 3").Run(new CheckContext()).Verdict);

    [ProgramFact]
    public void A_call_that_is_missing_in_the_log_is_a_difference()
    {
        var outcome = Check("cat", "/proc/self/maps", log => string.Join('\n', log.Split('\n')
            .Where(line => !line.Contains("munmap(", StringComparison.Ordinal)))).Run(new CheckContext());
        Assert.Equal(CheckVerdict.Failed, outcome.Verdict);
        Assert.NotEmpty(outcome.Differences[0].Model);
    }

    [ProgramFact]
    public void A_program_that_takes_too_long_is_ended()
    {
        var outcome = Check("sleep", "1000").Run(new CheckContext { Seconds = 1 });
        Assert.Equal(CheckVerdict.Inconclusive, outcome.Verdict);
        Assert.StartsWith("the program did not end within 1 s", outcome.Reason);
    }

    [ProgramFact]
    public void A_program_that_a_signal_ends_has_no_map_at_its_end()
    {
        var outcome = Check("sh", "-c", "kill -9 $$").Run(new CheckContext());
        Assert.Equal(CheckVerdict.Inconclusive, outcome.Verdict);
        Assert.Contains("did not end by exit_group", outcome.Reason);
    }

    [Fact]
    public void It_is_no_check_among_the_others() =>
        Assert.DoesNotContain(ConformanceCheck.All(), check => check is ProgramCheck);

    [Fact]
    public void The_log_is_read_as_it_comes()
    {
        var log = new StraceLog();
        log.Add("7 execve(\"/bin/env\", [\"env\"], 0x1 /* 2 vars */"u8);
        Assert.Equal(0, log.Execs);
        log.Add(") = 0\n7 execve(\"/x/a\", [], 0x1) = -1 ENOENT (No such file or directory) (DELAYED)\n"u8);
        log.Add("7 execve(\"/bin/a\", [], 0x1) = 0 (DELAYED)\n8 execve(\"/bin/b\", [], 0x1) = 0\n"u8);
        Assert.Equal((7, 2), (log.First, log.Execs));
        Assert.StartsWith("7 execve(\"/bin/a\", [], 0x1) = 0\n8", Encoding.UTF8.GetString(log.From(log.LastExec)));
        log.Add("8 exit_group(0 <unfinished ...>\n7 exit_gro"u8);
        Assert.Equal([8], log.Exits);
        log.Add("up(0"u8);
        log.Add(")    = ?\n7 +++ exited with 0 +++\n"u8);
        Assert.Equal([8, 7], log.Exits);
    }

    private static ProgramCheck Check(string program, params string[] arguments) =>
        new(ProgramPath.Find(program)!, arguments);

    private static ProgramCheck Check(string program, string argument, Func<string, string> spoil) =>
        new(ProgramPath.Find(program)!, [argument])
        {
            Spoil = log => Encoding.Latin1.GetBytes(spoil(Encoding.Latin1.GetString(log))),
        };
}
