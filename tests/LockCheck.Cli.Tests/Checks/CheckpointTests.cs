using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>
/// Checkpoints as a user meets them: the built program is killed, and goes on; what cannot be used is refused.
/// </summary>
public sealed partial class CheckpointTests : CommandTest
{
    private static readonly string[] Scenario =
        ["task_vma/v7", "--readers", "2", "--writer", "split-then-re-merge", "--repeat", "2"];

    /// <summary>Long enough to be killed more than once.</summary>
    private static readonly string[] LongScenario = [.. Scenario[..^1], "8"];

    private string Checkpoints => Path.Combine(Folder, "cp");

    /// <summary>
    /// The program is killed (SIGKILL) as soon as it has said that a further checkpoint is written, while it goes on
    /// searching or writes the next one: once, twice, three times on the way.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public async Task A_search_that_is_killed_again_and_again_goes_on_to_the_same_report(int seed)
    {
        var whole = Check(LongScenario);
        var points = new Random(seed);
        var kills = 0;
        string[] command = ["check", .. LongScenario, "--workers", "1", "--checkpoint", Checkpoints];
        var output = string.Empty;
        for (var left = 3; left >= 0; left--)
        {
            var (code, said) = await Start(left > 0 ? points.Next(1, 3) : int.MaxValue, command);
            if (code is 12)
            {
                output = said;
                break;
            }

            kills++;
            command = File.Exists(Path.Combine(Checkpoints, "search.checkpoint"))
                ? ["check", "--resume", Checkpoints]
                : throw new InvalidOperationException("It said that a checkpoint was written, and there is none.");
        }

        Assert.True(kills > 0);
        Assert.Equal(WithoutTimes(whole.Output), WithoutTimes(output.Replace(Folder, "DIR", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(Checkpoints));
    }

    [Fact]
    public void Ctrl_C_writes_one_and_says_how_to_go_on()
    {
        var whole = Check(Scenario);
        var cut = Run(new CancellationToken(canceled: true), Command("--checkpoint"));
        Assert.Equal(3, cut.Code);
        Assert.Contains("go on with `lockcheck check --resume DIR/cp`\n", cut.Error, StringComparison.Ordinal);
        Assert.Equal(whole.Output, Run("check", "--resume", Checkpoints).Output);
    }

    [Fact]
    public void The_whole_command_goes_on_too_and_another_one_is_refused()
    {
        var whole = Check(Scenario);
        Run(new CancellationToken(canceled: true), Command("--checkpoint"));
        var before = File.ReadAllBytes(Path.Combine(Checkpoints, "search.checkpoint"));
        var other = Run([.. Command("--resume"), "--rwsem", "L2"]);
        Assert.Equal(2, other.Code);
        Assert.Contains("There: `rwsem: L1`. Here: `rwsem: L2`.", other.Error, StringComparison.Ordinal);
        var bounded = Run([.. Command("--resume"), "--preemptions", "3"]);
        Assert.Equal(2, bounded.Code);
        Assert.Contains("bytes of the vector", bounded.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(Checkpoints, "search.checkpoint")));
        Assert.Equal(whole.Output, Run(Command("--resume")).Output);
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_and_stays()
    {
        Run(new CancellationToken(canceled: true), Command("--checkpoint"));
        var file = Path.Combine(Checkpoints, "search.checkpoint");
        var damaged = File.ReadAllBytes(file);
        damaged[^100] ^= 1;
        File.WriteAllBytes(file, damaged);
        var refused = Run("check", "--resume", Checkpoints);
        Assert.Equal((2, string.Empty), (refused.Code, refused.Output));
        Assert.Contains("damaged in its section `log`", refused.Error, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_limit_may_be_raised_when_it_goes_on()
    {
        var whole = Check(Scenario);
        Run([.. Command("--checkpoint"), "--max-memory", "0.0001"]);
        var raised = Run("check", "--resume", Checkpoints, "--max-memory", "0.6");
        Assert.Equal(whole.Code, raised.Code);
        Assert.Equal(whole.Output, raised.Output);
    }

    [Theory]
    [InlineData("--depth-first", "a checkpoint is of a search breadth first")]
    [InlineData("--reduce=por", "an order of its own")]
    [InlineData("--alone", "tables of its own")]
    [InlineData("--sample=5", "random runs are soon made again")]
    [InlineData("--at=each", "it is many searches")]
    [InlineData("--resume=x", "Leave --checkpoint out")]
    public void What_has_no_checkpoints_is_refused_plainly(string option, string why)
    {
        var refused = Run([.. Command("--checkpoint"), .. option.Split('=')]);
        Assert.Equal((2, string.Empty), (refused.Code, refused.Output));
        Assert.Contains(why, refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Checkpoints));
    }

    [Theory]
    [InlineData("There is no checkpoint in", "check", "--resume", "nowhere")]
    [InlineData("--writer says what is checked", "check", "--resume", "nowhere", "--writer", "mprotect-mid")]
    [InlineData("`lockcheck check` needs READER", "check")]
    [InlineData("Add --checkpoint DIR", "check", "task_vma/v7", "--checkpoint-every", "3")]
    public void A_mistake_has_one_clear_error(string error, params string[] command)
    {
        var refused = Run(command);
        Assert.Equal((2, string.Empty), (refused.Code, refused.Output));
        Assert.Contains(error, refused.Error, StringComparison.Ordinal);
    }

    private static string WithoutTimes(string report) => Times().Replace(report, "search T");

    [GeneratedRegex("^search .*$", RegexOptions.Multiline)]
    private static partial Regex Times();

    private string[] Command(string option) => ["check", .. Scenario, option, Checkpoints, "--out", Out];

    /// <summary>Runs the built program; kills it when it has said so often that a checkpoint is written.</summary>
    private async Task<(int Code, string Output)> Start(int checkpoints, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet"
            ? host
            : "dotnet")
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var program = Path.Combine(AppContext.BaseDirectory, "lockcheck.dll");
        string[] always = [program, .. args, "--checkpoint-every", "0.001"];
        foreach (var argument in args.Contains("--resume") ? always : [.. always, "--out", Out, "--max-memory", "0.6"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        for (var seen = 0; await process.StandardError.ReadLineAsync() is { } line;)
        {
            if (line.StartsWith("lockcheck: checkpoint of", StringComparison.Ordinal) && ++seen == checkpoints)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await output);
    }
}
