using System.Text.Json;
using LockCheck.Cli.Checking;
using LockCheck.Conformance.Checks;
using LockCheck.Reporting.Conformance;
using LockCheck.Reporting.Json;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>
/// <c>lockcheck conform</c>: what it prints of outcomes, whichever machine the tests run on, and how it ends.
/// </summary>
public sealed class ConformTests : CommandTest
{
    private static readonly CheckOutcome Passed = CheckOutcome.Passed(
        new CheckCount(28_000, "call"), new CheckCount(2_000, "sequence"), new CheckCount(0, "kernel view")) with
    {
        Notes =
        [
            "not compared: vm_flags, vm_pgoff and anon_vma, which /proc/PID/maps does not show",
            "left out: madvise mergeable, which this kernel refuses, and whatever else makes a note so long that it "
                + "has to be broken",
        ],
    };

    private static readonly CheckOutcome Failed = CheckOutcome.Failed(
        [
            new KernelDifference
            {
                What = "maps",
                Where = "mmap 1-2 r anon offset 0",
                Kernel = ["0-2 r--p 0", "5-6 rw-p 0"],
                Model = ["0-1 r--p 0", "1-2 r--p 0", "5-6 rw-p 0"],
                Reproduction =
                [
                    "mmap((void *)0x200000000000, 4096, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);",
                    "mmap((void *)0x200000001000, 4096, PROT_READ, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);",
                ],
            },
            new KernelDifference
            {
                What = "maps",
                Where = "munmap 0-24",
                Kernel = [],
                Model = ["0-1 r--p 0"],
            },
        ],
        new CheckCount(1, "record"));

    private static readonly CheckOutcome Skipped = CheckOutcome.Skipped("not root");

    private static readonly CheckOutcome Inconclusive = CheckOutcome.Inconclusive("nobody waited for the lock");

    [Fact]
    public void Outcomes_are_printed_a_line_each_with_differences_below() => Golden.Matches(
        "conform-text", string.Join('\n', ConformText.Lines(Report(Passed, Failed, Skipped, Inconclusive))) + "\n");

    [Fact]
    public void Outcomes_are_printed_as_json() => Golden.Matches(
        "conform-json", JsonReports.Text(ConformJson.Of(Report(Passed, Failed, Skipped, Inconclusive), 12)) + "\n");

    [Fact]
    public void A_difference_comes_before_what_could_not_be_decided()
    {
        Assert.Equal(12, ConformRun.CodeOf(Report(Inconclusive, Failed), isInterrupted: false));
        Assert.Equal(3, ConformRun.CodeOf(Report(Inconclusive, Passed, Skipped), isInterrupted: false));
        Assert.Equal(3, ConformRun.CodeOf(Report(Failed), isInterrupted: true));
        Assert.Equal(0, ConformRun.CodeOf(Report(Passed, Skipped), isInterrupted: false));
        Assert.Equal(0, ConformRun.CodeOf(Report(Skipped), isInterrupted: false));
    }

    [Fact]
    public void Where_all_was_skipped_nothing_agrees() =>
        Assert.Equal("nothing was checked", Report(Skipped).Verdict);

    [Fact]
    public void A_time_of_nothing_is_refused()
    {
        var outcome = Run("conform", "--seconds", "0");
        Golden.Matches("bad-conform-seconds", outcome.Screen);
        Assert.Equal(2, outcome.Code);
    }

    [Fact]
    public void A_name_that_no_check_has_is_refused_with_those_that_there_are()
    {
        var outcome = Run("conform", "--only", "merge-split", "--only", "merge-splitt");
        Assert.Equal((2, string.Empty), (outcome.Code, outcome.Output));
        Assert.StartsWith(
            "lockcheck: there is no check `merge-splitt`. Usual cause: a slip. Take one of ",
            outcome.Error,
            StringComparison.Ordinal);
        Assert.All(
            ConformanceCheck.All(), check => Assert.Contains(check.Name, outcome.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("`merge-split` is one word too many", "merge-split")]
    [InlineData("--program is a check of its own", "--program", "true", "--only", "racing")]
    [InlineData("there is no program `no/such`", "--program", "no/such")]
    public void A_program_stands_alone_and_has_to_be_there(string said, params string[] words)
    {
        var outcome = Run(["conform", .. words]);
        Assert.Equal((2, string.Empty), (outcome.Code, outcome.Output));
        Assert.StartsWith($"lockcheck: {said}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_prints_its_checks()
    {
        var outcome = Run(new CancellationToken(canceled: true), "conform", "--only", "merge-split");
        Assert.Equal(3, outcome.Code);
        Assert.Contains("merge-split  inconclusive  interrupted", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_on_this_machine_finds_no_difference()
    {
        var outcome = Run("conform", "--only", "merge-split", "--seed", "5", "--json");
        using var json = JsonDocument.Parse(outcome.Output);
        var check = Assert.Single(json.RootElement.GetProperty("checks").EnumerateArray());
        Assert.Equal("merge-split", check.GetProperty("name").GetString());
        Assert.Contains(check.GetProperty("verdict").GetString(), (string[])["passed", "skipped"]);
        Assert.Equal(5u, json.RootElement.GetProperty("seed").GetUInt64());
        Assert.Equal(0, outcome.Code);
    }

    private static ConformReport Report(params CheckOutcome[] outcomes) => new()
    {
        Machine = "Linux 6.18.44, 2 processors, root",
        Seed = 7,
        Results =
        [
            .. outcomes.Select((outcome, number) => new CheckResult(
                number == 0 ? "merge-split" : $"check-{number}",
                "what is compared",
                outcome,
                TimeSpan.FromSeconds(1.25))),
        ],
    };
}
