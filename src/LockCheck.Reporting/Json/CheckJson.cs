using LockCheck.Engine;
using LockCheck.Reporting.Checks;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>check --json</c> prints; docs/json.md says what each value means.</summary>
public sealed record CheckJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "check";

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required string? CutBy { get; init; }

    public required IReadOnlyList<FindingJson> Findings { get; init; }

    public required long States { get; init; }

    public required long Transitions { get; init; }

    public required long TerminalStates { get; init; }

    public required long DeadlockStates { get; init; }

    public required long Runs { get; init; }

    public required long? FirstFailingRun { get; init; }

    public required PctBoundJson? PctBound { get; init; }

    public required int Depth { get; init; }

    public required double Seconds { get; init; }

    public required int VectorBytes { get; init; }

    public required double MissProbability { get; init; }

    public required BoundsJson Bounds { get; init; }

    public required ScenarioJson Scenario { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required TearingJson? Tearing { get; init; }

    public required IReadOnlyList<PlaceJson>? Places { get; init; }

    /// <summary>The object for one check.</summary>
    public static CheckJson Of(CheckReport report, int exitCode) => new()
    {
        Verdict = VerdictOf(report.Result.Verdict),
        ExitCode = exitCode,
        CutBy = report.Result.CutBy,
        Findings = [.. report.Findings.Select(found => FindingJson.Of(found))],
        States = report.Result.States,
        Transitions = report.Result.Transitions,
        TerminalStates = report.Result.TerminalStates,
        DeadlockStates = report.Result.DeadlockStates,
        Runs = report.Result.Runs,
        FirstFailingRun = report.Result.Sampling?.FirstFailingRun,
        PctBound = PctBoundJson.Of(report.Result.Sampling?.Bound),
        Depth = report.Result.Depth,
        Seconds = report.Result.Elapsed.TotalSeconds,
        VectorBytes = report.Result.VectorBytes,
        MissProbability = report.Result.MissProbability,
        Bounds = BoundsJson.Of(report.Bounds),
        Scenario = ScenarioJson.Of(report.Scenario, report.Checked, report.Promised),
        Notes = report.Remarks,
        Tearing = TearingJson.Of(report.Tearing),
        Places = null,
    };

    /// <summary>The object for a check at every VMA: sums over the places, and what was found at each.</summary>
    public static CheckJson Of(
        PlacesReport report, int exitCode, IReadOnlyList<string> checkedIds, IReadOnlyList<string> promised)
    {
        var results = report.Reports.Select(one => one.Result).ToList();
        return new()
        {
            Verdict = VerdictOf(report.Verdict),
            ExitCode = exitCode,
            CutBy = report.CutBy,
            Findings =
            [
                .. report.Places.SelectMany(place => (place.Report?.Findings ?? [])
                    .Select(found => FindingJson.Of(found, place.Place.Vma))),
            ],
            States = results.Sum(result => result.States),
            Transitions = results.Sum(result => result.Transitions),
            TerminalStates = results.Sum(result => result.TerminalStates),
            DeadlockStates = results.Sum(result => result.DeadlockStates),
            Runs = results.Sum(result => result.Runs),
            FirstFailingRun = null,
            PctBound = null,
            Depth = results.Select(result => result.Depth).DefaultIfEmpty().Max(),
            Seconds = report.Elapsed.TotalSeconds,
            VectorBytes = results.Select(result => result.VectorBytes).DefaultIfEmpty().Max(),
            MissProbability = results.Sum(result => result.MissProbability),
            Bounds = BoundsJson.Of(report.Bounds),
            Scenario = ScenarioJson.Of(report.Scenario, checkedIds, promised) with
            {
                Writers = [new WriterJson { Name = report.Writer, Vma = null }],
            },
            Notes = report.Remarks,
            Tearing = TearingJson.Of(report.Tearing),
            Places = [.. report.Places.Select(PlaceJson.Of)],
        };
    }

    internal static string VerdictOf(Verdict verdict) => verdict switch
    {
        Engine.Verdict.Violated => "violated",
        Engine.Verdict.VerifiedWithinBounds => "verified within bounds",
        _ => "inconclusive",
    };
}
