using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Claims;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>claims --json</c> prints.</summary>
public sealed record ClaimsJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "claims";

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required IReadOnlyList<ClaimJson> Claims { get; init; }

    public required long States { get; init; }

    public required double Seconds { get; init; }

    public static ClaimsJson Of(ClaimsReport report, int exitCode) => new()
    {
        Verdict = report.HasDifference ? "differs" : report.IsCut ? "inconclusive" : "as expected",
        ExitCode = exitCode,
        Claims = [.. report.Outcomes.Select(ClaimOf)],
        States = report.States,
        Seconds = report.Elapsed.TotalSeconds,
    };

    private static ClaimJson ClaimOf(ClaimOutcome outcome) => new()
    {
        Id = outcome.Claim.Id,
        Group = outcome.Group,
        Tags = outcome.Claim.Tags,
        Source = outcome.Claim.Source,
        Status = ClaimsReport.NameOf(outcome.Status),
        Expected = outcome.Claim.Expected?.Text,
        Found = outcome.Found,
        Reader = outcome.Scenario?.Reader,
        Writers = outcome.Scenario?.Writers.Select(at => at.Writer).ToList(),
        Layout = outcome.Scenario is { } scenario ? LayoutText.Print(scenario.Layout) : null,
        RecordsPerPage = outcome.Scenario?.RecordsPerPage.ToString(),
        Undo = outcome.Scenario?.Undoes,
        Faults = outcome.Scenario is { } faulty ? ScenarioHead.TextOf(faulty.Faults) : null,
        CutBy = outcome.Result?.CutBy,
        States = outcome.Result?.States ?? 0,
        Transitions = outcome.Result?.Transitions ?? 0,
        Depth = outcome.Result?.Depth ?? 0,
    };
}

/// <summary>One claim; no scenario where nothing was searched.</summary>
public sealed record ClaimJson
{
    public required string Id { get; init; }

    public required string Group { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string Source { get; init; }

    public required string Status { get; init; }

    public required string? Expected { get; init; }

    public required string Found { get; init; }

    public required string? Reader { get; init; }

    public required IReadOnlyList<string>? Writers { get; init; }

    public required string? Layout { get; init; }

    public required string? RecordsPerPage { get; init; }

    public required bool? Undo { get; init; }

    public required string? Faults { get; init; }

    public required string? CutBy { get; init; }

    public required long States { get; init; }

    public required long Transitions { get; init; }

    public required int Depth { get; init; }
}
