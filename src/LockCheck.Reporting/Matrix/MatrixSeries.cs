using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Matrix;

/// <summary>The matrix: its parts with a table for each setting, and what they say together.</summary>
public sealed record MatrixSeries
{
    /// <summary>Gets the parts; the first one is that of protocols.md 6.1, and has a table for every setting.</summary>
    public required IReadOnlyList<MatrixPartReport> Parts { get; init; }

    /// <summary>Gets how many rounds each writer makes.</summary>
    public required int Repeat { get; init; }

    /// <summary>Gets whether each round is undone, by the writers that can.</summary>
    public required bool Undoes { get; init; }

    /// <summary>Gets the time of all searches together.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets the tables of all parts.</summary>
    public IReadOnlyList<MatrixReport> Tables => [.. Parts.SelectMany(part => part.Tables)];

    /// <summary>Gets in how many settings the matrix was filled.</summary>
    public int Settings => Parts[0].Tables.Count;

    /// <summary>Gets the writers of all parts, by name.</summary>
    public IReadOnlyList<MatrixWriter> Writers =>
    [
        .. Parts.SelectMany(part => part.Writers)
            .DistinctBy(writer => writer.Name, StringComparer.Ordinal)
            .OrderBy(writer => writer.Name, StringComparer.Ordinal),
    ];

    /// <summary>Gets whether every cell was searched to its end.</summary>
    public bool IsComplete => Inconclusive == 0;

    /// <summary>Gets the number of cells in all tables with something to search.</summary>
    public int Cells => Tables.Sum(table => table.Applicable);

    /// <summary>Gets the number of cells that were searched.</summary>
    public int Reached => Tables.Sum(table => table.Cells.Count(entry => entry.Cell is not null));

    /// <summary>Gets how many cells were not searched to their end.</summary>
    public int Inconclusive => Tables.Sum(table => table.Inconclusive);

    /// <summary>Gets in how many cells a deadlock was found.</summary>
    public int Deadlocked => Tables.Sum(table => table.Deadlocked);

    /// <summary>Gets the searches: a cell that stands in several tables, as P-TV7c does, was searched once.</summary>
    public IReadOnlyList<MatrixCell> Searches =>
    [
        .. Tables.SelectMany(table => table.Cells)
            .Select(entry => entry.Cell)
            .OfType<MatrixCell>()
            .Distinct<MatrixCell>(ReferenceEqualityComparer.Instance),
    ];

    /// <summary>Gets the number of distinct states in all searches.</summary>
    public long States => Searches.Sum(cell => cell.Result.States);
}

/// <summary>A row of the matrix: a writer, and where it works.</summary>
/// <param name="Name">The writer's name.</param>
/// <param name="Layout">Its own layout.</param>
/// <param name="Vma">The VMA that it works on, from 0; null for one that does nothing.</param>
/// <param name="WhyNotUndone">Why its rounds are not undone; null if they can be.</param>
public sealed record MatrixWriter(string Name, string Layout, int? Vma, string? WhyNotUndone);
