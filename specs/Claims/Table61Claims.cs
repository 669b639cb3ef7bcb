namespace LockCheck.Specs.Claims;

/// <summary>
/// Every cell of protocols.md 6.1 in the columns of readers that exist, at the bounds of the table: one record a page,
/// one round of the writer. For the columns P-PV, P-PV-g and P-PV-e the table is a lower bound (the caution there).
/// </summary>
public sealed class Table61Claims : ClaimGroup
{
    private const string OnePage = "P-TV7c";
    private const string RowWithRealChange = "split then re-merge";

    private static readonly string[] LowerBounds = ["P-PV", "P-PV-g", "P-PV-e"];

    /// <inheritdoc/>
    public override string Name => "6.1";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims
    {
        get
        {
            var table = PublishedTable.Load("6.1");
            return table.Columns.SelectMany(column => table.Rows.Select(row => CellOf(table, row, column)));
        }
    }

    private static Claim CellOf(PublishedTable table, string row, string column)
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
                table[row, column].Trim('.'),
                isLowerBound,
                row == RowWithRealChange,
                KnownDifferences.Of(row, column)),
        };
    }
}
