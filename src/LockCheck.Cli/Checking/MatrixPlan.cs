using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Reporting.Matrix;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>The cells of a part of the matrix in all settings, and the tables that they make.</summary>
internal sealed class MatrixPlan
{
    private readonly MatrixPart _part;
    private readonly IReadOnlyList<WriterProtocol> _writers;
    private readonly List<Table> _tables;

    public MatrixPlan(Catalogue catalogue, MatrixPart part, IReadOnlyList<(RecordsPerPage Pages, RwSemLevel RwSem)> all)
    {
        _part = part;
        _writers = part.WritersOf(catalogue);

        // Without a buffer the page means nothing, and one setting of it is enough.
        _tables =
        [
            .. all.Select(setting => part.HasPages ? setting : (Pages: new RecordsPerPage(1), setting.RwSem))
                .Distinct()
                .Select(setting => new Table(part.ColumnsOf(catalogue, setting.Pages), setting.Pages, setting.RwSem)),
        ];
    }

    /// <summary>Gets the cells, table by table and row by row.</summary>
    public IEnumerable<MatrixKey> Keys => _tables.SelectMany(KeysOf);

    /// <summary>The part, filled.</summary>
    /// <param name="entries">What is known of each cell.</param>
    public MatrixPartReport Fill(IReadOnlyDictionary<MatrixKey, MatrixEntry> entries) => new()
    {
        Part = _part,
        Tables = [.. _tables.Select(table => new MatrixReport
        {
            Columns = table.Columns,
            Writers = [.. _writers.Select(writer => writer.Name)],
            Cells = [.. KeysOf(table).Select(key => entries[key])],
            RecordsPerPage = _part.HasPages ? table.Pages : null,
            RwSem = table.RwSem,
        })],
        Writers = [.. _writers.Select(RowOf)],
    };

    private static MatrixWriter RowOf(WriterProtocol writer)
    {
        try
        {
            var site = new WriterSite(LayoutText.Parse(writer.Layout), writer.DefaultAt);
            return new MatrixWriter(
                writer.Name,
                writer.Layout,
                writer.DoesNothing ? null : writer.DefaultAt,
                writer.UndoOf(site).WhyNot);
        }
        catch (Exception exception) when (exception is LayoutException or ArgumentException)
        {
            // A writer of the user's own, whose cells all say what is wrong.
            return new MatrixWriter(writer.Name, writer.Layout, writer.DefaultAt, null);
        }
    }

    private IEnumerable<MatrixKey> KeysOf(Table table) =>
        from writer in _writers
        from column in table.Columns
        select new MatrixKey(_part, column.Reader, writer.Name, column.RecordsPerPage, table.RwSem);

    private sealed record Table(IReadOnlyList<MatrixColumn> Columns, RecordsPerPage Pages, RwSemLevel RwSem);
}
