using LockCheck.Engine;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Checks;

/// <summary>The outcome of a check with one writer at every VMA in turn.</summary>
public sealed record PlacesReport
{
    /// <summary>Gets the writer.</summary>
    public required string Writer { get; init; }

    /// <summary>Gets what was checked at every place, without the writer.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Gets the places, in the order of addresses; the last ones not reached after an interruption.</summary>
    public required IReadOnlyList<PlaceOutcome> Places { get; init; }

    /// <summary>Gets how it was checked.</summary>
    public required CheckBounds Bounds { get; init; }

    /// <summary>Gets what the user should know about how the scenario was put together, a line each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Gets the time of all places together.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets what stopped the check before its last place, in words; null when nothing did.</summary>
    public string? CutBy { get; init; }

    /// <summary>Gets the reports of the places that were checked.</summary>
    public IEnumerable<CheckReport> Reports => Places.Select(place => place.Report).OfType<CheckReport>();

    /// <summary>Gets the worst tearing over all places; null when nobody asked for it.</summary>
    public TearingReport? Tearing =>
        TearingReport.Worst(Reports.Select(report => report.Tearing).OfType<TearingReport>());

    /// <summary>Gets the first place with a failure; null when there is none.</summary>
    public PlaceOutcome? FirstFailing => Places.FirstOrDefault(place => place.Report is { Result.IsViolated: true });

    /// <summary>Gets the verdict over all places.</summary>
    public Verdict Verdict =>
        Reports.Any(report => report.Result.IsViolated) ? Verdict.Violated
        : CutBy is not null || Reports.Any(report => report.Result.Verdict == Verdict.Inconclusive) || !Reports.Any()
            ? Verdict.Inconclusive
        : Verdict.VerifiedWithinBounds;
}

/// <summary>What came out at one place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Report">The check; null where the writer cannot work, and where the time ran out before.</param>
public sealed record PlaceOutcome(WriterPlace Place, CheckReport? Report);
