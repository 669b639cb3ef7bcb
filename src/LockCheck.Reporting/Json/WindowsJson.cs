using LockCheck.Reporting.Windows;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>check --strace --json</c> prints for every call of a log; docs/json.md says what values
/// mean.</summary>
public sealed record WindowsJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "check";

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required string? CutBy { get; init; }

    public required string Log { get; init; }

    public required int Window { get; init; }

    public required string Reader { get; init; }

    public required long States { get; init; }

    public required long Transitions { get; init; }

    public required double MissProbability { get; init; }

    public required int VectorBytes { get; init; }

    public required double Seconds { get; init; }

    public required BoundsJson Bounds { get; init; }

    public required long SampleRuns { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<WindowJson> Windows { get; init; }

    /// <summary>The object of a report.</summary>
    public static WindowsJson Of(WindowsReport report, int exitCode)
    {
        var costs = report.Windows.Select(window => window.Costs).OfType<WindowCosts>().ToList();
        return new()
        {
            Verdict = CheckJson.VerdictOf(report.Verdict),
            ExitCode = exitCode,
            CutBy = report.CutBy,
            Log = report.Log,
            Window = report.Calls,
            Reader = report.Scenario.Reader,
            States = costs.Sum(one => one.States),
            Transitions = costs.Sum(one => one.Transitions),
            MissProbability = costs.Sum(one => one.MissProbability),
            VectorBytes = costs.Select(one => one.VectorBytes).DefaultIfEmpty().Max(),
            Seconds = report.Elapsed.TotalSeconds,
            Bounds = BoundsJson.Of(report.Bounds),
            SampleRuns = report.SampleRuns,
            Notes = report.Remarks,
            Windows = [.. report.Windows.Select(WindowJson.Of)],
        };
    }
}

/// <summary>One window of calls.</summary>
public sealed record WindowJson
{
    public required long Line { get; init; }

    public required long LastLine { get; init; }

    public required IReadOnlyList<string> Calls { get; init; }

    public required bool ChangesMap { get; init; }

    public required string? WhyNot { get; init; }

    public required long? SameAs { get; init; }

    public required string? Verdict { get; init; }

    public required bool Sampled { get; init; }

    public required IReadOnlyList<FindingJson> Findings { get; init; }

    public required IReadOnlyList<string> Says { get; init; }

    public required long States { get; init; }

    internal static WindowJson Of(WindowOutcome window) => new()
    {
        Line = window.Line,
        LastLine = window.LastLine,
        Calls = window.Texts,
        ChangesMap = window.Changes,
        WhyNot = window.WhyNot,
        SameAs = window.SameAs,
        Verdict = window.Verdict is { } verdict ? CheckJson.VerdictOf(verdict) : null,
        Sampled = window.IsSampled,
        Findings = [.. window.Findings.Select(found => FindingJson.Of(found))],
        Says = window.Says,
        States = window.Costs?.States ?? 0,
    };
}
