using System.Runtime.CompilerServices;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>The matrix of docs/protocols.md 6.1, read from the document itself.</summary>
internal sealed class PublishedMatrix
{
    private const string HeadOfTable = @"| writer \ reader";

    private readonly Dictionary<(string Row, string Column), string> _cells = [];

    private PublishedMatrix(IEnumerable<string> lines)
    {
        var table = lines.SkipWhile(line => !line.StartsWith(HeadOfTable, StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .ToList();
        Assert.True(table.Count > 2, "docs/protocols.md has no matrix");
        foreach (var row in table.Skip(2))
        {
            Rows.Add(row[0]);
            for (var column = 1; column < row.Length; column++)
            {
                _cells.Add((row[0], table[0][column]), row[column]);
            }
        }
    }

    public List<string> Rows { get; } = [];

    public static PublishedMatrix Load([CallerFilePath] string here = "") => new(File.ReadLines(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "protocols.md")));

    /// <summary>The codes of a cell; empty for a dot.</summary>
    public string this[string row, string column] => _cells[(row, column)].Trim('.');
}
