using LockCheck.Engine;
using LockCheck.Reporting.Checks;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Schedules;

/// <summary>
/// The head of a schedule file: what the broken property meant when it was recorded, then the scenario. The first
/// decides the exit code of a replay.
/// </summary>
public static class ScheduleHead
{
    private const string Kind = "kind";

    private static readonly string[] Kinds =
        ["promise", "crash", "observation", "measurement", "liveness", ScheduleFile.Deadlock];

    /// <summary>Writes the head.</summary>
    public static IEnumerable<(string Key, string Value)> Of(Scenario scenario, Property? property) =>
        ScenarioHead.Of(scenario).Prepend((Kind, ReportedFinding.KindOf(property)));

    /// <summary>Reads the scenario of a schedule, and what its property meant.</summary>
    /// <exception cref="ScenarioException">The head names no scenario.</exception>
    public static (Scenario Scenario, string Kind) Read(ScheduleFile schedule)
    {
        var firstLine = schedule.LineOf(0) - schedule.Head.Count;
        if (schedule.Head.Count == 0 || schedule.Head[0].Key != Kind || !Kinds.Contains(schedule.Head[0].Value))
        {
            var found = schedule.Head.Count == 0 ? "steps: ..." : $"{schedule.Head[0].Key}: {schedule.Head[0].Value}";
            throw new ScenarioException(
                $"Line {firstLine} of the schedule does not say what its finding means. Found: `{found}`. Expected: "
                + $"`{Kind}: ` and one of {string.Join(", ", Kinds)}. Usual cause: a schedule that the engine "
                + "wrote for another program. Pass a file that `lockcheck check` wrote.");
        }

        return (ScenarioHead.Parse([.. schedule.Head.Skip(1)], firstLine + 1), schedule.Head[0].Value);
    }
}
