using LockCheck.Cli.Own;
using LockCheck.Cli.Progress;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Matrix;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Fills the matrix: a table for each setting that was asked for.</summary>
internal sealed class MatrixRun(MatrixRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        var common = request.Common;
        var catalogue = OwnAssemblies.Load(common.Assemblies);
        var checker = new Checker(catalogue, common.Search, surroundings, cancellation);
        var search = new MatrixSearch(catalogue, common, checker, surroundings);
        var plans = request.Settings.Select(setting => Plan(catalogue, setting.RecordsPerPage, setting.RwSem)).ToList();

        // A cell that stands in several tables, as P-TV7c does, is searched once.
        var keys = plans.SelectMany(plan => plan).Distinct().ToList();
        var found = ProgressDisplay.Run(
            surroundings, new CheckLimits(null, common.Search.MaxStates), display => search.Run(keys, display));
        var entries = keys.Index().ToDictionary(key => key.Item, key => found[key.Index]);
        var series = new MatrixSeries
        {
            Tables = [.. request.Settings.Zip(plans, (setting, plan) => new MatrixReport
            {
                Columns = MatrixColumn.Of(catalogue, setting.RecordsPerPage),
                Writers = [.. catalogue.MapWriters.Select(writer => writer.Name)],
                Cells = [.. plan.Select(key => entries[key])],
                RecordsPerPage = setting.RecordsPerPage,
                RwSem = setting.RwSem,
            })],
            Writers = [.. catalogue.MapWriters.Select(RowOf)],
            Repeat = common.Repeat,
            Undoes = common.Undoes,
            Elapsed = checker.Elapsed,
        };
        TellErrors(keys, found);
        var code = cancellation.IsCancellationRequested ? ExitCodes.Inconclusive
            : found.Exists(entry => entry.Error is not null) ? ExitCodes.Usage
            : series.IsComplete ? ExitCodes.Nothing : ExitCodes.Inconclusive;
        surroundings.Print(
            common.Json,
            () => JsonReports.Text(MatrixJson.Of(series, code)),
            () => MatrixText.Lines(series, request.WithStates));
        return code;
    }

    private static List<MatrixKey> Plan(Catalogue catalogue, RecordsPerPage recordsPerPage, RwSemLevel rwSem) =>
    [
        .. from writer in catalogue.MapWriters
           from column in MatrixColumn.Of(catalogue, recordsPerPage)
           select new MatrixKey(column.Reader, writer.Name, column.RecordsPerPage, rwSem),
    ];

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

    /// <summary>Says once what is wrong with a reader or a writer, and how many cells it costs.</summary>
    private void TellErrors(List<MatrixKey> keys, List<MatrixEntry> found)
    {
        foreach (var error in keys.Zip(found)
            .Where(pair => pair.Second.Error is not null)
            .GroupBy(pair => pair.Second.Error, pair => pair.First, StringComparer.Ordinal))
        {
            var first = error.First();
            var more = error.Count() - 1;
            surroundings.Error.WriteLine($"lockcheck: {first.Reader} against {first.Writer}"
                + (more > 0 ? $" and in {more} other cell{(more == 1 ? string.Empty : "s")}" : string.Empty)
                + $": {error.Key}");
        }
    }
}
