using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using LockCheck.Cli.Progress;
using LockCheck.Engine;

namespace LockCheck.Cli.Checking;

/// <summary>
/// Makes searches side by side, one on each core. What comes out does not depend on how many there are: each search is
/// one thread's, and the results stand in the order of the keys.
/// </summary>
internal sealed class SideBySide(Checker checker, Surroundings surroundings)
{
    private const string MemoryLimit = "--max-memory";

    /// <summary>Makes the searches.</summary>
    /// <param name="keys">What is to be searched.</param>
    /// <param name="search">
    /// Searches for one key: its position, how many share the memory, where progress is shown.
    /// </param>
    /// <param name="resultsOf">The searches behind an entry.</param>
    /// <param name="display">Where progress is shown.</param>
    /// <returns>An entry for each key.</returns>
    public List<TEntry> Run<TKey, TEntry>(
        IReadOnlyList<TKey> keys,
        Func<int, int, ProgressDisplay, TEntry> search,
        Func<TEntry, IEnumerable<SearchResult>> resultsOf,
        ProgressDisplay display)
    {
        var workers = Math.Clamp(surroundings.Workers, 1, Math.Max(1, keys.Count));
        var entries = new TEntry[keys.Count];
        var displays = new ConcurrentBag<ProgressDisplay>(Enumerable.Range(0, workers).Select(_ => display.Beside()));
        try
        {
            Parallel.ForEach(
                Partitioner.Create(Enumerable.Range(0, keys.Count), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = workers },
                at =>
                {
                    var mine = displays.TryTake(out var free) ? free : display.Beside();
                    entries[at] = search(at, workers, mine);
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
            if (resultsOf(entries[at]).Any(IsShortOfMemory) && checker.Cut is null)
            {
                entries[at] = search(at, 1, display);
            }
        }

        return [.. entries];
    }

    private static bool IsShortOfMemory(SearchResult result) =>
        result.CutBy?.StartsWith(MemoryLimit, StringComparison.Ordinal) == true;
}
