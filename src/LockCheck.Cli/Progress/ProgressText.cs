using LockCheck.Engine;
using LockCheck.Reporting.Text;

namespace LockCheck.Cli.Progress;

/// <summary>How far a search is, in a line: states, rate, frontier, depth, and an estimate.</summary>
internal sealed class ProgressText(CheckLimits limits)
{
    private readonly SpaceEstimate _estimate = new();

    /// <summary>The line for a look at the search.</summary>
    public string Next(SearchProgress progress)
    {
        if (progress.Rebuilt is { } rebuilt)
        {
            return $"taking up the checkpoint: {Numbers.Of(rebuilt)} of {Numbers.Of(progress.States)} states, "
                + Numbers.Bytes(progress.MemoryBytes);
        }

        if (limits.Sample is { } runs)
        {
            return $"{Numbers.Of(progress.States)} of {Numbers.Of(runs)} runs, "
                + $"{Numbers.Rate(progress.States, progress.Elapsed)} runs/s, "
                + $"{Numbers.Rate(progress.Transitions, progress.Elapsed)} steps/s";
        }

        return $"{Numbers.Of(progress.States)} states, {Numbers.Rate(progress.States, progress.Elapsed)} states/s, "
            + $"frontier {Numbers.Of(progress.Frontier)}, depth {progress.Depth}, "
            + $"{Numbers.Bytes(progress.MemoryBytes)}, " + Outlook(progress);
    }

    private string Outlook(SearchProgress progress)
    {
        var end = _estimate.Next(progress);
        if (limits.MaxStates is { } most && (end is null || end.Value.From > most))
        {
            return $"{100 * progress.States / most} % of --max-states";
        }

        if (end is not { } range || progress.Elapsed <= TimeSpan.Zero)
        {
            return "still growing";
        }

        return $"about {Numbers.Of(range.From)} to {Numbers.Of(range.To)} states in all, "
            + $"{Numbers.Of(Left(range.From))} to {Numbers.Of(Left(range.To))} left, if it goes on like this";

        TimeSpan Left(long states) => TimeSpan.FromSeconds(
            Math.Max(0, states - progress.States) * progress.Elapsed.TotalSeconds / progress.States);
    }
}

/// <summary>The limits that an outlook mentions.</summary>
/// <param name="Sample">The number of random runs; null for a search over states.</param>
/// <param name="MaxStates">The most states; null for no bound.</param>
internal readonly record struct CheckLimits(long? Sample, long? MaxStates);
