using LockCheck.Engine;
using LockCheck.Reporting.Checks;

namespace LockCheck.Reporting.Diffs;

/// <summary>Two readers over the same writers: what the second one lost and gained.</summary>
public sealed record DiffReport
{
    /// <summary>Gets the name of the first reader.</summary>
    public required string Old { get; init; }

    /// <summary>Gets the name of the second one.</summary>
    public required string New { get; init; }

    /// <summary>Gets what only the first one promises.</summary>
    public required IReadOnlyList<string> Withdrawn { get; init; }

    /// <summary>Gets what only the second one promises.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>Gets the writers that were reached.</summary>
    public required IReadOnlyList<DiffRow> Rows { get; init; }

    /// <summary>Gets how many writers both can meet; more than the rows after an interruption.</summary>
    public required int Writers { get; init; }

    /// <summary>Gets the time of all checks together.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets what the second reader breaks and the first one keeps, writer by writer.</summary>
    public IEnumerable<DiffChange> Lost => Rows.SelectMany(row => row.Lost);

    /// <summary>Gets what the first reader breaks and the second one keeps, writer by writer.</summary>
    public IEnumerable<DiffChange> Gained => Rows.SelectMany(row => row.Gained);

    /// <summary>Gets whether a search was cut, or a writer not reached: there may be more differences.</summary>
    public bool IsCut =>
        Rows.Count < Writers || Rows.Any(row => row.Old.CutBy is not null || row.New.CutBy is not null);

    /// <summary>Gets whether anything was lost.</summary>
    public bool HasLost => Withdrawn.Count > 0 || Lost.Any();

    /// <summary>
    /// What one search found and the other did not. What nobody promises is left out; crashes and deadlocks count.
    /// </summary>
    public static IEnumerable<Finding> Changes(
        SearchResult broken, SearchResult kept, IReadOnlyCollection<string> promisedByKept) =>
        CheckReport.Ordered(broken.Findings).Where(finding =>
            !kept.Findings.Any(other => other.Property?.Id == finding.Property?.Id) &&
            (finding.IsFailure || promisedByKept.Contains(finding.Property!.Id)));
}

/// <summary>One writer, checked with both readers.</summary>
/// <param name="Writer">The writer's name.</param>
/// <param name="Old">The search with the first reader.</param>
/// <param name="New">The search with the second one.</param>
/// <param name="Lost">What the second one breaks and the first one keeps.</param>
/// <param name="Gained">What the first one breaks and the second one keeps.</param>
public sealed record DiffRow(
    string Writer,
    SearchResult Old,
    SearchResult New,
    IReadOnlyList<DiffChange> Lost,
    IReadOnlyList<DiffChange> Gained);

/// <summary>Something that one reader breaks and the other keeps.</summary>
/// <param name="Writer">The writer's name.</param>
/// <param name="Found">What is broken, with its schedule.</param>
public sealed record DiffChange(string Writer, ReportedFinding Found);
