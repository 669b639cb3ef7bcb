using LockCheck.Coyote.Cases;
using LockCheck.Coyote.Tests;
using LockCheck.Engine;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Coyote;

/// <summary>The test of any reader, writer and layout, which the environment names.</summary>
public sealed class ScenarioVariableTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".schedule");

    [Fact]
    public void What_is_missing_has_the_defaults_of_check()
    {
        var scenario = ScenarioPairs.Read(ClaimCases.Known, "reader: task_vma/v3; writer: mprotect-mid");
        var writer = ClaimCases.Known.Writer("mprotect-mid");
        Assert.Equal(ScenarioHead.Of(scenario), ScenarioHead.Of(new Scenario
        {
            Reader = "task_vma/v3",
            Writers = [new WriterAt(writer.Name, writer.DefaultAt)],
            Layout = LayoutText.Parse(writer.Layout),
        }));
    }

    [Fact]
    public void Pairs_are_the_lines_of_a_head_in_any_order()
    {
        const string text = "writer:mprotect-mid at 0;rwsem: L2; reader: task_vma/v7 ; readers: 2; repeat: 3; "
            + "undo: each round; layout: 0-4r 4-8w; records-per-page: choice; faults: signal, exit; "
            + "invariants: I1, I7; lost-pages: all";
        var scenario = ScenarioPairs.Read(ClaimCases.Known, text);
        Assert.Equal(
            [
                "reader: task_vma/v7", "readers: 2", "writer: mprotect-mid at 0", "repeat: 3", "undo: each round",
                "layout: 0-4r 4-8w", "records-per-page: choice", "rwsem: L2", "faults: signal, exit",
                "invariants: I1, I7", "tearing: measured", "lost-pages: all",
            ],
            ScenarioHead.Of(scenario).Select(line => $"{line.Key}: {line.Value}"));
        Assert.Equal(
            ScenarioHead.Of(scenario),
            ScenarioHead.Of(ScenarioPairs.Read(
                ClaimCases.Known,
                string.Join(';', ScenarioHead.Of(scenario).Select(line => $"{line.Key}: {line.Value}")))));
    }

    [Theory]
    [InlineData("", "It is not set.")]
    [InlineData("writer: mprotect-mid", "There is no `reader: ` in it.")]
    [InlineData("reader: task_vma/v9", "There is no reader `task_vma/v9`. Nearest: task_vma/v3")]
    [InlineData("reader: task_vma/v3; writer: mprotect", "There is no writer `mprotect`.")]
    [InlineData("reader: task_vma/v3; writer: mprotect-mid at x", "Expected: `writer: ` and NAME, or NAME at NUMBER.")]
    [InlineData("reader: task_vma/v3; writer: mprotect-mid at 7", "there is no number 7")]
    [InlineData("reader: task_vma/v3; rwsem: L9", "Found: `rwsem: L9`. Expected: `rwsem: ` and L0, L1 or L2.")]
    [InlineData("reader: task_vma/v3; undo: yes", "Expected: `undo: ` and each round.")]
    [InlineData("reader: task_vma/v3; invariants: I99", "There is no invariant `I99`.")]
    [InlineData("reader: task_vma/v3; reader: task_vma/v5", "`reader` stands twice.")]
    [InlineData("reader: task_vma/v3; pages: 4", "`pages: 4` is no pair of a known key and a value.")]
    [InlineData("task_vma/v3", "`task_vma/v3` is no pair of a known key and a value.")]
    [InlineData("nowhere.schedule", "nowhere.schedule")]
    public void What_is_wrong_is_said_in_one_message(string text, string expected)
    {
        var error = Assert.Throws<ScenarioException>(() => ScenarioVariable.Of(text));
        Assert.StartsWith("LOCKCHECK_SCENARIO does not say what to check. ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("known are reader, readers, writer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scenario")]
    [InlineData("Scenario" + ActorTests.Suffix)]
    public void The_scenario_of_the_environment_is_run(string test)
    {
        try
        {
            Environment.SetEnvironmentVariable(ScenarioVariable.Name, "reader: task_vma/v3; invariants: I1");
            var found = CoyoteRuns.Test(test, "random", 50);
            Assert.StartsWith("task_vma/v3 breaks its promise I1: ", found.Bug, StringComparison.Ordinal);
            Environment.SetEnvironmentVariable(ScenarioVariable.Name, "reader: task_vma/v5; invariants: I1");
            Assert.Null(CoyoteRuns.Test(test, "random", 50).Bug);
            Environment.SetEnvironmentVariable(ScenarioVariable.Name, "reader: nobody");
            Assert.Contains("There is no reader `nobody`.", CoyoteRuns.Test(test, "random", 50).Bug);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ScenarioVariable.Name, null);
        }
    }

    // An observation fails nothing, but who replays its schedule wants to see it.
    [Fact]
    public void A_schedule_names_its_scenario_and_fails_by_what_it_was_recorded_for()
    {
        var scenario = ScenarioPairs.Read(
            ClaimCases.Known, "reader: task_vma/v7; writer: mprotect-mid; invariants: I12");
        var finding = Explorer.Search(scenario.Build(ClaimCases.Known)).Findings.Single(found => !found.IsFailure);
        var observed = finding.Property!;
        var trace = Trace.Of(LoadedModel.Load(scenario.Build(ClaimCases.Known)), finding.Path);
        ScheduleFile.From(trace, finding, "a schedule", ScheduleHead.Of(scenario, observed)).Save(_file);
        var test = ScenarioVariable.Of(_file);
        Assert.True(test.IsFailedBy(observed));
        Assert.True(test.IsFailedBy(null));
        Assert.False(TestCase.Of(ClaimCases.Known, scenario).IsFailedBy(observed));
    }

    public void Dispose() => File.Delete(_file);
}
