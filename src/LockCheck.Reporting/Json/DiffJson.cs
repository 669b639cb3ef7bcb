using LockCheck.Reporting.Diffs;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>diff --json</c> prints.</summary>
public sealed record DiffJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "diff";

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required string Old { get; init; }

    public required string New { get; init; }

    public required IReadOnlyList<ChangeJson> Lost { get; init; }

    public required IReadOnlyList<ChangeJson> Gained { get; init; }

    public required IReadOnlyList<string> Withdrawn { get; init; }

    public required IReadOnlyList<string> Added { get; init; }

    public required int Writers { get; init; }

    public required int WritersReached { get; init; }

    public required long States { get; init; }

    public required double Seconds { get; init; }

    public static DiffJson Of(DiffReport report, int exitCode) => new()
    {
        Verdict = report.HasLost ? "lost" : report.IsCut ? "inconclusive" : "nothing lost",
        ExitCode = exitCode,
        Old = report.Old,
        New = report.New,
        Lost = [.. report.Lost.Select(ChangeJson.Of)],
        Gained = [.. report.Gained.Select(ChangeJson.Of)],
        Withdrawn = [.. InvariantOrder.Sorted(report.Withdrawn)],
        Added = [.. InvariantOrder.Sorted(report.Added)],
        Writers = report.Writers,
        WritersReached = report.Rows.Count,
        States = report.Rows.Sum(row => row.Old.States + row.New.States),
        Seconds = report.Elapsed.TotalSeconds,
    };
}

/// <summary>A promise that one reader breaks and the other keeps.</summary>
public sealed record ChangeJson
{
    public required string Writer { get; init; }

    public required FindingJson Finding { get; init; }

    internal static ChangeJson Of(DiffChange change) =>
        new() { Writer = change.Writer, Finding = FindingJson.Of(change.Found) };
}
