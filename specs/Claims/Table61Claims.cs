namespace LockCheck.Specs.Claims;

/// <summary>
/// Every cell of protocols.md 6.1 in the columns of readers that exist, at the bounds of the table: one record a page,
/// one round of the writer. For the columns P-PV, P-PV-g and P-PV-e the table is a lower bound (the caution there).
/// </summary>
public sealed class Table61Claims : ClaimGroup
{
    private const string OnePage = "P-TV7c";
    private const string RowWithRealChange = "split then re-merge";

    // A VMA that was shown merges with the next one; the iterator goes on behind both.
    private const string Merge = "docs/findings.md 1";

    // With the gap at the end of the address space, where the iterator finds nothing, no VMA is looked up again.
    private const string Sentinel = "docs/findings.md 4";

    private static readonly string[] LowerBounds = ["P-PV", "P-PV-g", "P-PV-e"];

    // The same for the three columns. What differs elsewhere is new.
    private static readonly Dictionary<string, KnownDifference> Known = new()
    {
        ["merge-both(mprotect mid->1)"] = new("GDO", Merge),
        ["merge-right-full"] = new("GD", Merge),
        ["grow mid into gap"] = new(string.Empty, Sentinel),
    };

    /// <inheritdoc/>
    public override string Name => "6.1";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims
    {
        get
        {
            var table = Table61.Load();
            return table.Columns.SelectMany(column => table.Rows.Select(row => CellOf(table, row, column)));
        }
    }

    private static Claim CellOf(Table61 table, string row, string column)
    {
        var isLowerBound = LowerBounds.Contains(column);
        return new Claim
        {
            Id = "6.1",
            Tags = [column, row],
            Source = "docs/protocols.md 6.1 [X]",
            Reader = column == OnePage ? "P-TV7" : column,
            Writers = [row],
            RecordsPerPage = column == OnePage ? RecordsPerPage.All : new(1),
            Expected = new CellCodes(
                table[row, column],
                isLowerBound,
                row == RowWithRealChange,
                isLowerBound && Known.TryGetValue(row, out var known) ? known : null),
        };
    }
}
