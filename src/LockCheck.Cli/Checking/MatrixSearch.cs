using LockCheck.Cli.Progress;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Matrix;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>What one cell is searched for.</summary>
/// <param name="Part">The part of the matrix.</param>
/// <param name="Reader">The reader's name.</param>
/// <param name="Writer">The writer's name.</param>
/// <param name="RecordsPerPage">How many records fit into a page.</param>
/// <param name="RwSem">How much of the rwsem is modelled.</param>
internal readonly record struct MatrixKey(
    MatrixPart Part, string Reader, string Writer, RecordsPerPage RecordsPerPage, RwSemLevel RwSem);

/// <summary>Searches cells side by side, one on each core.</summary>
internal sealed class MatrixSearch(
    Catalogue catalogue, PairRequest request, Checker checker, Surroundings surroundings)
{
    /// <summary>Searches the cells.</summary>
    public List<MatrixEntry> Run(IReadOnlyList<MatrixKey> keys, ProgressDisplay display) =>
        new SideBySide(checker, surroundings).Run(
            keys,
            (at, sharers, mine) =>
            {
                mine.Begin(Title(keys, at));
                return Search(keys[at], sharers, mine);
            },
            entry => entry.Cell is { } cell ? [cell.Result] : [],
            display);

    private static string Title(IReadOnlyList<MatrixKey> keys, int at) =>
        $"cell {at + 1} of {keys.Count}, {keys[at].Reader} against {keys[at].Writer}";

    private MatrixEntry Search(MatrixKey key, int sharers, ProgressDisplay display)
    {
        if (MatrixRunner.WhyNot(catalogue, key.Reader, key.Writer) is { } whyNot)
        {
            return new MatrixEntry(null, null, whyNot);
        }

        if (checker.Cut is not null)
        {
            return default;
        }

        try
        {
            var column = new MatrixColumn(key.Reader, key.Reader, key.RecordsPerPage);
            var scenario = key.Part.ScenarioOf(
                catalogue, column, key.Writer, key.RwSem, request.Repeat, request.Undoes);
            var report = checker.Check(scenario, [], display, sharers);
            return new MatrixEntry(key.Part.CellOf(scenario, report.Result), null);
        }
        catch (Exception exception) when (exception is RoutineException or NondeterminismException
            or ScenarioException or LayoutException)
        {
            // A reader or a writer of the user's own: the others can be checked all the same.
            return new MatrixEntry(null, exception.Message);
        }
    }
}
