using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Matrix;

/// <summary>A part of the matrix, as far as it was filled: a table for each setting that makes a difference.</summary>
public sealed record MatrixPartReport
{
    /// <summary>Gets which part it is.</summary>
    public required MatrixPart Part { get; init; }

    /// <summary>Gets the tables, at least one; all have the same writers.</summary>
    public required IReadOnlyList<MatrixReport> Tables { get; init; }

    /// <summary>Gets the writers, one a row.</summary>
    public required IReadOnlyList<MatrixWriter> Writers { get; init; }

    /// <summary>Gets the columns of all tables, each title once, in their order.</summary>
    public IReadOnlyList<MatrixColumn> Columns =>
        [.. Tables.MaxBy(table => table.Columns.Count)!.Columns];

    /// <summary>The cells of one writer and one column in the tables that have the column.</summary>
    public IReadOnlyList<MatrixEntry> EntriesOf(int row, string title) =>
    [
        .. from table in Tables
           from column in table.Columns.Index()
           where column.Item.Title == title
           select table.CellAt(row, column.Index),
    ];

    /// <summary>The codes that a cell has in some table, in their order; null if none was reached.</summary>
    public string? CodesOf(int row, string title)
    {
        var cells = EntriesOf(row, title).Select(entry => entry.Cell).OfType<MatrixCell>().ToList();
        return cells.Count == 0 ? null : Part.Together(cells.Select(cell => cell.Codes));
    }
}
