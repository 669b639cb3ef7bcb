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

    private static ClaimJson ClaimOf(ClaimOutcome outcome)
    {
        // The scenario of all searches: they differ in nothing but the writer, and its layout.
        var scenario = outcome.Searches.Count == 0 ? null : outcome.Searches[0].Scenario;
        var decisive = outcome.Decisive?.Scenario;
        return new ClaimJson
        {
            Id = outcome.Claim.Id,
            Group = outcome.Group,
            Tags = outcome.Claim.Tags,
            Source = outcome.Claim.Source,
            Status = ClaimsReport.NameOf(outcome.Status),
            Expected = outcome.Claim.Expected?.Text,
            Found = outcome.Found,
            Reader = scenario?.Reader,
            AgainstEveryWriter = outcome.Claim.AgainstEveryWriter,
            Writers = scenario is null
                ? null
                : [.. outcome.Searches.SelectMany(search => search.Scenario.Writers).Select(at => at.Writer)],
            Layout = decisive is null ? null : LayoutText.Print(decisive.Layout),
            RecordsPerPage = scenario?.RecordsPerPage.ToString(),
            Undo = scenario?.Undoes,
            Faults = scenario is null ? null : ScenarioHead.TextOf(scenario.Faults),
            CutBy = outcome.Searches.Select(search => search.Result.CutBy).FirstOrDefault(cutBy => cutBy is not null),
            States = outcome.States,
            Transitions = outcome.Searches.Sum(search => search.Result.Transitions),
            Depth = outcome.Searches.Select(search => search.Result.Depth).DefaultIfEmpty().Max(),
        };
    }
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

    public required bool AgainstEveryWriter { get; init; }

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
