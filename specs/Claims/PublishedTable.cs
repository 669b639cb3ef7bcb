namespace LockCheck.Specs.Claims;

/// <summary>
/// A table of protocols.md 6, as it is printed there: the matrix (6.1), or protocol by invariant (6.2). A test holds
/// the two copies together.
/// </summary>
public sealed class PublishedTable
{
    private readonly Dictionary<(string Row, string Column), string> _cells = [];

    private PublishedTable(IEnumerable<string> lines)
    {
        var table = lines.Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToList();
        Columns = table[0][1..];
        Rows = [.. table.Skip(2).Select(row => row[0])];
        foreach (var row in table.Skip(2))
        {
            foreach (var (at, column) in Columns.Index())
            {
                _cells.Add((row[0], column), row[at + 1]);
            }
        }
    }

    /// <summary>Gets the titles of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Gets the titles of the rows.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>A cell.</summary>
    /// <param name="row">The title of the row.</param>
    /// <param name="column">The title of the column.</param>
    /// <returns>What stands in it.</returns>
    public string this[string row, string column] => _cells[(row, column)];

    /// <summary>Reads a table.</summary>
    /// <param name="section">Its section, such as <c>6.1</c>.</param>
    /// <returns>The table.</returns>
    public static PublishedTable Load(string section) =>
        new(Text(section).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The lines of a table, as the document has them.</summary>
    /// <param name="section">Its section.</param>
    /// <returns>The text.</returns>
    public static string Text(string section)
    {
        var resource = $"Table{section}.txt";
        using var stream = typeof(PublishedTable).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
