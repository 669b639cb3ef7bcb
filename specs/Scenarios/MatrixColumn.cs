using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Scenarios;

/// <summary>A column of the matrix: a reader, and how many records fit into its page.</summary>
/// <param name="Title">The column's name in protocols.md 6.1, or the reader's name.</param>
/// <param name="Reader">The reader's name.</param>
/// <param name="RecordsPerPage">How many records fit into one page of the reader's buffer.</param>
public sealed record MatrixColumn(string Title, string Reader, RecordsPerPage RecordsPerPage)
{
    private const string MainlineTitle = "P-TV7";
    private const string OnePageTitle = "P-TV7c";

    /// <summary>
    /// The columns of all readers of one map: those of the table by name, then the others.
    /// </summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="recordsPerPage">How many records fit into a page, in all columns but P-TV7c.</param>
    /// <returns>The columns, with P-TV7c behind P-TV7: the same reader with one big page.</returns>
    public static IReadOnlyList<MatrixColumn> Of(Catalogue catalogue, RecordsPerPage recordsPerPage)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var columns = catalogue.Readers
            .Where(reader => reader.ListsMap && reader.Tasks is null)
            .Select(reader => new MatrixColumn(reader.Column ?? reader.Name, reader.Name, recordsPerPage))
            .ToList();
        if (recordsPerPage != RecordsPerPage.All &&
            columns.Find(column => column.Title == MainlineTitle) is { } mainline)
        {
            columns.Add(new MatrixColumn(OnePageTitle, mainline.Reader, RecordsPerPage.All));
        }

        return
        [
            .. columns.OrderBy(column => column.Title == column.Reader)
                .ThenBy(column => column.Title, StringComparer.Ordinal),
        ];
    }
}
