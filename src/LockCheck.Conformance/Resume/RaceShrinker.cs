using LockCheck.Kernel.Recordings;

namespace LockCheck.Conformance.Resume;

/// <summary>Makes a case that shows a difference smaller: without calls of the writer, then without VMAs.</summary>
/// <param name="trial">Plays a case: the first difference, or null.</param>
internal sealed class RaceShrinker(Func<RaceCase, RaceDifference?> trial)
{
    /// <summary>
    /// The smallest case that was found, and the difference that it shows; null if it does not happen again.
    /// </summary>
    public (RaceCase Case, RaceDifference Difference)? Shrink(RaceCase race)
    {
        if (trial(race) is not { } difference)
        {
            return null;
        }

        var best = (race, difference);
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (var smaller in Smaller(best.race))
            {
                if (trial(smaller) is { } found)
                {
                    best = (smaller, found);
                    isSmaller = true;
                    break;
                }
            }
        }

        return best;
    }

    private static IEnumerable<RaceCase> Smaller(RaceCase race)
    {
        for (var at = 0; at < race.Writer.Count; at++)
        {
            yield return race with { Writer = Without(race.Writer, at) };
        }

        for (var at = race.Layout.Count - 1; at >= 0; at--)
        {
            yield return race with { Layout = Without(race.Layout, at) };
        }
    }

    private static List<RegionCall> Without(IReadOnlyList<RegionCall> calls, int at) =>
        [.. calls.Take(at), .. calls.Skip(at + 1)];
}
