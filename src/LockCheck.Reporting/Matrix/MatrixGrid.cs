using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Matrix;

/// <summary>Rows and columns of text; columns that do not fit beside the others follow in a second table.</summary>
/// <param name="rows">The titles of the rows.</param>
/// <param name="columns">The titles of the columns.</param>
/// <param name="text">The text of a cell, by row and column.</param>
internal sealed class MatrixGrid(
    IReadOnlyList<string> rows, IReadOnlyList<string> columns, Func<int, int, string> text)
{
    private const string Corner = "writer \\ reader";
    private const string Gap = "  ";

    private readonly int _lead = rows.Append(Corner).Max(row => row.Length);

    /// <summary>Prints the tables, with an empty line behind each.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var block in Blocks())
        {
            yield return Row(Corner, block, column => columns[column]);
            foreach (var (at, row) in rows.Index())
            {
                yield return Row(row, block, column => text(at, column));
            }

            yield return string.Empty;
        }
    }

    private string Row(string lead, IReadOnlyList<(int Column, int Width)> block, Func<int, string> cell) =>
        (lead.PadRight(_lead) + string.Concat(block.Select(entry => Gap + cell(entry.Column).PadRight(entry.Width))))
            .TrimEnd();

    /// <summary>The columns that fit beside each other.</summary>
    private List<List<(int Column, int Width)>> Blocks()
    {
        var blocks = new List<List<(int Column, int Width)>>();
        var room = 0;
        for (var column = 0; column < columns.Count; column++)
        {
            var at = column;
            var width = Enumerable.Range(0, rows.Count)
                .Select(row => text(row, at).Length)
                .Append(columns[column].Length)
                .Max();
            if (blocks.Count == 0 || width + Gap.Length > room)
            {
                blocks.Add([]);
                room = Wrapping.Columns - _lead;
            }

            blocks[^1].Add((column, width));
            room -= width + Gap.Length;
        }

        return blocks;
    }
}
