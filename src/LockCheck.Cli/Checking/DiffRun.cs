using LockCheck.Cli.Own;
using LockCheck.Cli.Progress;
using LockCheck.Engine;
using LockCheck.Protocols;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Diffs;
using LockCheck.Reporting.Json;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Checks two readers over all writers, and compares what each keeps.</summary>
internal sealed class DiffRun(
    string older, string newer, PairRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        var catalogue = OwnAssemblies.Load(request.Assemblies);
        var (old, changed) = (catalogue.Reader(older), catalogue.Reader(newer));
        using var folder = new ScheduleFolder(request.Out);
        var checker = new Checker(catalogue, request.Search, surroundings, cancellation);
        var rows = ProgressDisplay.Run(
            surroundings,
            new CheckLimits(null, request.Search.MaxStates),
            display => Compare(catalogue, old, changed, checker, folder, display));
        var report = new DiffReport
        {
            Old = older,
            New = newer,
            Withdrawn = [.. old.Promises.Except(changed.Promises)],
            Added = [.. changed.Promises.Except(old.Promises)],
            Rows = rows,
            Writers = Common(catalogue, old, changed).Count(),
            Elapsed = checker.Elapsed,
        };
        var code = cancellation.IsCancellationRequested ? ExitCodes.Inconclusive
            : report.HasLost ? ExitCodes.Safety
            : report.IsCut ? ExitCodes.Inconclusive : ExitCodes.Nothing;
        surroundings.Print(
            request.Json, () => JsonReports.Text(DiffJson.Of(report, code)), () => DiffText.Lines(report));
        return code;
    }

    private List<DiffRow> Compare(
        Catalogue catalogue,
        ReaderProtocol old,
        ReaderProtocol changed,
        Checker checker,
        ScheduleFolder folder,
        ProgressDisplay display)
    {
        var rows = new List<DiffRow>();
        foreach (var writer in Common(catalogue, old, changed).TakeWhile(_ => checker.Cut is null))
        {
            display.Begin($"{old.Name} against {writer.Name}");
            var before = checker.Check(ScenarioOf(catalogue, old, writer), [], display);
            display.Begin($"{changed.Name} against {writer.Name}");
            var after = checker.Check(ScenarioOf(catalogue, changed, writer), [], display);
            rows.Add(new DiffRow(
                writer.Name,
                before.Result,
                after.Result,
                Explain(after, DiffReport.Changes(after.Result, before.Result, old.Promises)),
                Explain(before, DiffReport.Changes(before.Result, after.Result, changed.Promises))));
        }

        return rows;

        List<DiffChange> Explain(CheckReport report, IEnumerable<Finding> findings) =>
        [
            .. findings.Select(finding => new DiffChange(
                report.Scenario.Writers.Select(at => at.Writer).FirstOrDefault("none"),
                checker.Explain(report.Scenario, finding, folder))),
        ];
    }

    /// <summary>The writers that both readers can meet.</summary>
    private static IEnumerable<WriterProtocol> Common(
        Catalogue catalogue, ReaderProtocol old, ReaderProtocol changed) => catalogue.Writers.Where(writer =>
            MatrixRunner.WhyNot(catalogue, old.Name, writer.Name) is null &&
            MatrixRunner.WhyNot(catalogue, changed.Name, writer.Name) is null);

    /// <summary>As in the matrix, but with every invariant.</summary>
    private Scenario ScenarioOf(Catalogue catalogue, ReaderProtocol reader, WriterProtocol writer) =>
        MatrixRunner.ScenarioOf(
            catalogue,
            reader.Name,
            writer.Name,
            request.RecordsPerPage,
            request.RwSem,
            request.Repeat,
            request.Undoes) with
        {
            Invariants = null,
        };
}
