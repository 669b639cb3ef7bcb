using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Matrix;

/// <summary>
/// One table of the matrix, as far as it was filled: the readers of a part against the writers, in one setting.
/// </summary>
public sealed record MatrixReport
{
    /// <summary>Gets the columns.</summary>
    public required IReadOnlyList<MatrixColumn> Columns { get; init; }

    /// <summary>Gets the names of the writers, one a row.</summary>
    public required IReadOnlyList<string> Writers { get; init; }

    /// <summary>Gets the cells, row by row.</summary>
    public required IReadOnlyList<MatrixEntry> Cells { get; init; }

    /// <summary>
    /// Gets how many records fit into a page, in all columns but P-TV7c; null where the readers have no buffer.
    /// </summary>
    public required RecordsPerPage? RecordsPerPage { get; init; }

    /// <summary>Gets how much of the rwsem is modelled.</summary>
    public required RwSemLevel RwSem { get; init; }

    /// <summary>Gets the number of distinct states in all cells.</summary>
    public long States => Cells.Sum(entry => entry.Cell?.Result.States ?? 0);

    /// <summary>Gets the number of cells with something to search: some kernel has the reader and the writer.</summary>
    public int Applicable => Cells.Count(entry => entry.WhyNot is null);

    /// <summary>Gets how many cells were not searched to their end.</summary>
    public int Inconclusive => Cells.Count(entry => entry.IsInconclusive);

    /// <summary>Gets in how many cells a deadlock was found.</summary>
    public int Deadlocked => Cells.Count(entry => entry.IsDeadlocked);

    /// <summary>A cell.</summary>
    public MatrixEntry CellAt(int row, int column) => Cells[(row * Columns.Count) + column];
}

/// <summary>What is known of one cell: what its search found, or why there is none.</summary>
/// <param name="Cell">The cell; null if it was not reached or cannot be checked.</param>
/// <param name="Error">Why the reader or the writer cannot be checked; null if they can.</param>
/// <param name="WhyNot">Why there is nothing to search: no kernel has both; null if there is.</param>
public readonly record struct MatrixEntry(MatrixCell? Cell, string? Error, string? WhyNot = null)
{
    /// <summary>Gets whether nothing can be said of all interleavings.</summary>
    public bool IsInconclusive => WhyNot is null && Cell is not { Result.CutBy: null };

    /// <summary>Gets whether a deadlock was found.</summary>
    public bool IsDeadlocked => Cell?.Result.Findings.Any(finding => finding.IsDeadlock) == true;
}
