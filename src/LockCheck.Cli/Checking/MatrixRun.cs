using LockCheck.Cli.Own;
using LockCheck.Cli.Progress;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Matrix;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Fills the matrix.</summary>
internal sealed class MatrixRun(PairRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    private readonly Dictionary<int, string> _whyNot = [];

    public int Run()
    {
        var catalogue = OwnAssemblies.Load(request.Assemblies);
        var columns = MatrixColumn.Of(catalogue, request.RecordsPerPage);
        var checker = new Checker(catalogue, request.Search, surroundings, cancellation);
        var cells = ProgressDisplay.Run(
            surroundings,
            new CheckLimits(null, request.Search.MaxStates),
            display => Fill(catalogue, columns, checker, display));
        var report = new MatrixReport
        {
            Columns = columns,
            Writers = [.. catalogue.Writers.Select(writer => writer.Name)],
            Cells = cells,
            WhyNot = _whyNot,
            RecordsPerPage = request.RecordsPerPage,
            RwSem = request.RwSem,
            Repeat = request.Repeat,
            Elapsed = checker.Elapsed,
        };
        var code = report.IsComplete ? ExitCodes.Nothing : ExitCodes.Inconclusive;
        surroundings.Print(
            request.Json, () => JsonReports.Text(MatrixJson.Of(report, code)), () => MatrixText.Lines(report));
        return code;
    }

    private List<MatrixCell?> Fill(
        Catalogue catalogue, IReadOnlyList<MatrixColumn> columns, Checker checker, ProgressDisplay display)
    {
        var cells = new List<MatrixCell?>();
        foreach (var writer in catalogue.Writers)
        {
            foreach (var column in columns)
            {
                if (MatrixRunner.WhyNot(catalogue, column.Reader, writer.Name) is { } whyNot)
                {
                    _whyNot.Add(cells.Count, whyNot);
                    cells.Add(null);
                    continue;
                }

                if (checker.Cut is not null)
                {
                    cells.Add(null);
                    continue;
                }

                display.Begin($"{column.Title} against {writer.Name}");
                var scenario = MatrixRunner.ScenarioOf(
                    catalogue, column.Reader, writer.Name, column.RecordsPerPage, request.RwSem, request.Repeat);
                var report = checker.Check(scenario, [], display);
                cells.Add(MatrixRunner.CellOf(scenario, report.Result));
            }
        }

        return cells;
    }
}
