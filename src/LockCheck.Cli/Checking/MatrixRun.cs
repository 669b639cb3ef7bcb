using LockCheck.Cli.Own;
using LockCheck.Cli.Progress;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Matrix;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Fills the matrix: of each part a table for each setting that was asked for.</summary>
internal sealed class MatrixRun(MatrixRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        var common = request.Common;
        var catalogue = OwnAssemblies.Load(common.Assemblies);
        var checker = new Checker(catalogue, common.Search, surroundings, cancellation);
        var search = new MatrixSearch(catalogue, common, checker, surroundings);
        var plans = MatrixPart.All.Select(part => new MatrixPlan(catalogue, part, request.Settings)).ToList();

        // A cell that stands in several tables, as P-TV7c does, is searched once.
        var keys = plans.SelectMany(plan => plan.Keys).Distinct().ToList();
        var found = ProgressDisplay.Run(
            surroundings, new CheckLimits(null, common.Search.MaxStates), display => search.Run(keys, display));
        var entries = keys.Index().ToDictionary(key => key.Item, key => found[key.Index]);
        var series = new MatrixSeries
        {
            Parts = [.. plans.Select(plan => plan.Fill(entries))],
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
