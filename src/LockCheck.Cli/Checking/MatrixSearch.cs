using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using LockCheck.Cli.Progress;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Matrix;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>What one cell is searched for.</summary>
/// <param name="Reader">The reader's name.</param>
/// <param name="Writer">The writer's name.</param>
/// <param name="RecordsPerPage">How many records fit into a page.</param>
/// <param name="RwSem">How much of the rwsem is modelled.</param>
internal readonly record struct MatrixKey(
    string Reader, string Writer, RecordsPerPage RecordsPerPage, RwSemLevel RwSem);

/// <summary>
/// Searches cells side by side, one on each core. What comes out does not depend on how many there are: each search is
/// one thread's, and the results stand in the order of the cells.
/// </summary>
internal sealed class MatrixSearch(
    Catalogue catalogue, PairRequest request, Checker checker, Surroundings surroundings)
{
    private const string MemoryLimit = "--max-memory";

    /// <summary>Searches the cells.</summary>
    public List<MatrixEntry> Run(IReadOnlyList<MatrixKey> keys, ProgressDisplay display)
    {
        var workers = Math.Clamp(surroundings.Workers, 1, Math.Max(1, keys.Count));
        var entries = new MatrixEntry[keys.Count];
        var displays = new ConcurrentBag<ProgressDisplay>(Enumerable.Range(0, workers).Select(_ => display.Beside()));
        try
        {
            Parallel.ForEach(
                Partitioner.Create(Enumerable.Range(0, keys.Count), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = workers },
                at =>
                {
                    var mine = displays.TryTake(out var free) ? free : display.Beside();
                    mine.Begin(Title(keys, at));
                    entries[at] = Search(keys[at], workers, mine);
                    displays.Add(mine);
                });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        // Those that need more than their share of the memory get all of it, one after the other.
        for (var at = 0; at < keys.Count && workers > 1; at++)
        {
            var isShort = entries[at].Cell?.Result.CutBy?.StartsWith(MemoryLimit, StringComparison.Ordinal) == true;
            if (isShort && checker.Cut is null)
            {
                display.Begin(Title(keys, at));
                entries[at] = Search(keys[at], 1, display);
            }
        }

        return [.. entries];
    }

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
            var scenario = MatrixRunner.ScenarioOf(
                catalogue, key.Reader, key.Writer, key.RecordsPerPage, key.RwSem, request.Repeat, request.Undoes);
            var report = checker.Check(scenario, [], display, sharers);
            return new MatrixEntry(MatrixRunner.CellOf(scenario, report.Result), null);
        }
        catch (Exception exception) when (exception is RoutineException or NondeterminismException
            or ScenarioException or LayoutException)
        {
            // A reader or a writer of the user's own: the others can be checked all the same.
            return new MatrixEntry(null, exception.Message);
        }
    }
}
