using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Matrix;

/// <summary>The matrix, as far as it was filled.</summary>
public sealed record MatrixReport
{
    /// <summary>Gets the columns.</summary>
    public required IReadOnlyList<MatrixColumn> Columns { get; init; }

    /// <summary>Gets the names of the writers, one a row.</summary>
    public required IReadOnlyList<string> Writers { get; init; }

    /// <summary>
    /// Gets the cells, row by row; null for those that were not reached, and for those that <see cref="WhyNot"/> names.
    /// </summary>
    public required IReadOnlyList<MatrixCell?> Cells { get; init; }

    /// <summary>Gets why there is nothing to check in a cell, by its position; only for such cells.</summary>
    public required IReadOnlyDictionary<int, string> WhyNot { get; init; }

    /// <summary>Gets how many records fit into a page, in all columns but P-TV7c.</summary>
    public required RecordsPerPage RecordsPerPage { get; init; }

    /// <summary>Gets how much of the rwsem is modelled.</summary>
    public required RwSemLevel RwSem { get; init; }

    /// <summary>Gets how many rounds each writer makes.</summary>
    public required int Repeat { get; init; }

    /// <summary>Gets the time of all cells together.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets whether every cell was searched to its end.</summary>
    public bool IsComplete =>
        Cells.Index().All(cell => cell.Item is { Result.CutBy: null } || WhyNot.ContainsKey(cell.Index));

    /// <summary>A cell; null if it was not reached.</summary>
    public MatrixCell? CellAt(int row, int column) => Cells[(row * Columns.Count) + column];

    /// <summary>Why there is nothing to check in a cell; null if there is.</summary>
    public string? WhyNotAt(int row, int column) => WhyNot.GetValueOrDefault((row * Columns.Count) + column);
}
