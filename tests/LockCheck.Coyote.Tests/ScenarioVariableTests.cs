using LockCheck.Coyote.Cases;
using LockCheck.Coyote.Tests;
using LockCheck.Engine;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Coyote;

/// <summary>The test of any reader, writer and layout, which the environment names.</summary>
public sealed class ScenarioVariableTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".schedule");

    [Theory]
    [InlineData("", "It is not set.")]
    [InlineData("writer: mprotect-mid", "Found: no reader in `writer: mprotect-mid`.")]
    [InlineData("reader: task_vma/v9", "There is no reader `task_vma/v9`. Nearest: task_vma/v3")]
    [InlineData("reader: task_vma/v3; writer: mprotect-mid at 7", "there is no number 7")]
    [InlineData("reader: task_vma/v3; rwsem: L9", "Found: `rwsem: L9`. Expected: `rwsem: ` and L0, L1 or L2.")]
    [InlineData("task_vma/v3", "Found: `task_vma/v3`. Expected: `key: value` with one of the keys reader, readers")]
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

    // An observation fails nothing, but who replays its schedule wants to see it, and nothing that comes before it.
    [Fact]
    public void A_schedule_names_its_scenario_and_fails_by_what_it_was_recorded_for()
    {
        var scenario = ScenarioLine.Parse(
            "reader: task_vma/v7; writer: mprotect-mid; invariants: I12", ClaimCases.Known);
        var finding = Explorer.Search(scenario.Build(ClaimCases.Known)).Findings.Single(found => !found.IsFailure);
        var observed = finding.Property!;
        var trace = Trace.Of(LoadedModel.Load(scenario.Build(ClaimCases.Known)), finding.Path);
        ScheduleFile.From(trace, finding, "a schedule", ScheduleHead.Of(scenario, observed)).Save(_file);
        var test = ScenarioVariable.Of(_file);
        Assert.True(test.IsFailedBy(observed));
        Assert.False(test.IsFailedBy(null));
        Assert.False(test.IsFailedBy(Property.Exception));
        Assert.False(TestCase.Of(ClaimCases.Known, scenario).IsFailedBy(observed));
    }

    public void Dispose() => File.Delete(_file);
}
