using LockCheck.Reporting.Checks;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>replay --json</c> and <c>import --json</c> print.</summary>
public sealed record ReplayJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public required string Command { get; init; }

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required FindingJson Finding { get; init; }

    public required IReadOnlyList<StepJson> Steps { get; init; }

    public required ScenarioJson Scenario { get; init; }

    public required KernelReplayJson? OnKernel { get; init; }

    public static ReplayJson Of(
        ReplayReport report, int exitCode, IEnumerable<string> checkedIds, IEnumerable<string> promised) => new()
    {
        Command = report.IsImport ? "import" : "replay",
        Verdict = report.IsImport ? "imported" : "replayed",
        ExitCode = exitCode,
        Finding = FindingJson.Of(report.Found),
        Steps =
        [
            .. report.Found.Trace!.Steps.Select(step => new StepJson
            {
                Number = step.Number,
                Thread = step.Thread,
                Operation = step.Operation,
                Choices = [.. step.Choices.Select(choice => choice.ToString())],
                Details = step.Details,
            }),
        ],
        Scenario = ScenarioJson.Of(report.Scenario, checkedIds, promised),
        OnKernel = KernelReplayJson.Of(report.OnKernel),
    };
}

/// <summary>One step of a replay, in the model's terms.</summary>
public sealed record StepJson
{
    public required int Number { get; init; }

    public required string Thread { get; init; }

    public required string Operation { get; init; }

    public required IReadOnlyList<string> Choices { get; init; }

    public required IReadOnlyList<string> Details { get; init; }
}
