using LockCheck.Engine;

namespace LockCheck.Cli.Progress;

/// <summary>
/// Guesses how large a state space is, from how fast the frontier shrinks: if it goes on as in the last stretch, so
/// many more states have to be expanded. While the frontier grows there is no guess. It is a help for the person who
/// waits, and never part of a verdict.
/// </summary>
internal sealed class SpaceEstimate
{
    private const int Stretches = 16;

    private readonly Queue<(long Expanded, long Frontier)> _past = new();

    /// <summary>Takes the next look at the search.</summary>
    /// <returns>The number of states at the end, or null while nothing can be said.</returns>
    public long? Next(SearchProgress progress)
    {
        var expanded = progress.States - progress.Frontier;
        _past.Enqueue((expanded, progress.Frontier));
        if (_past.Count > Stretches)
        {
            _past.Dequeue();
        }

        var first = _past.Peek();
        var shrunk = first.Frontier - progress.Frontier;
        var done = expanded - first.Expanded;
        return shrunk > 0 && done > 0 ? expanded + (long)(progress.Frontier * ((double)done / shrunk)) : null;
    }
}
