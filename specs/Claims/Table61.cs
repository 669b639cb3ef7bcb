namespace LockCheck.Specs.Claims;

/// <summary>The matrix of protocols.md 6.1, as it is printed there; a test holds the two copies together.</summary>
public sealed class Table61
{
    private const string Resource = "Table61.txt";

    private readonly Dictionary<(string Row, string Column), string> _cells = [];

    private Table61(IEnumerable<string> lines)
    {
        var table = lines.Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToList();
        Columns = table[0][1..];
        Rows = [.. table.Skip(2).Select(row => row[0])];
        foreach (var row in table.Skip(2))
        {
            foreach (var (at, column) in Columns.Index())
            {
                _cells.Add((row[0], column), row[at + 1].Trim('.'));
            }
        }
    }

    /// <summary>Gets the titles of the columns: protocols.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Gets the titles of the rows: workloads of writers.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>The codes of a cell.</summary>
    /// <param name="row">The title of the row.</param>
    /// <param name="column">The title of the column.</param>
    /// <returns>The letters; empty for a dot.</returns>
    public string this[string row, string column] => _cells[(row, column)];

    /// <summary>Reads the table.</summary>
    /// <returns>The table.</returns>
    public static Table61 Load() =>
        new(Text().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The lines of the table, as the document has them.</summary>
    /// <returns>The text.</returns>
    public static string Text()
    {
        using var stream = typeof(Table61).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
