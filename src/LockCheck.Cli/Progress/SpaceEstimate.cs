using LockCheck.Engine;

namespace LockCheck.Cli.Progress;

/// <summary>
/// Guesses how large a state space is while it is searched breadth first, from how many states there are at each
/// distance from the start. The logarithm of that number is taken for a parabola in the distance, as for threads that
/// run beside each other it nearly is; it is fitted to the last third, half and four fifths of the distances so far.
/// What these say is left differs, and that, with a factor of two to both sides, is the range. docs/checkpoints.md says
/// how often the truth lay in it. It is a help for the person who waits, and never part of a verdict.
/// </summary>
internal sealed class SpaceEstimate
{
    private const int FewestDepths = 6;
    private const int DepthsMax = 4000;
    private const double Widening = 2;
    private static readonly double[] Shares = [0.33, 0.5, 0.8];

    private readonly List<(int Depth, double Width)> _widths = [];

    /// <summary>Takes the next look at the search.</summary>
    /// <returns>Between how many states there will be at the end, or null while nothing can be said.</returns>
    public (long From, long To)? Next(SearchProgress progress)
    {
        if (progress.Frontier <= 0)
        {
            return null;
        }

        if (_widths.Count > 0 && _widths[^1].Depth == progress.Depth)
        {
            _widths.RemoveAt(_widths.Count - 1);
        }

        _widths.Add((progress.Depth, Math.Log(progress.Frontier)));
        var (least, most) = (double.MaxValue, 0.0);
        foreach (var share in Shares)
        {
            var count = Math.Max(FewestDepths, (int)(_widths.Count * share));
            if (count > _widths.Count || Left(count, progress.Frontier) is not { } left)
            {
                return null;
            }

            least = Math.Min(least, left);
            most = Math.Max(most, left);
        }

        return most * Widening < long.MaxValue / 2
            ? (progress.States + (long)(least / Widening), progress.States + (long)(most * Widening))
            : null;
    }

    /// <summary>How many states lie behind the frontier, by the last distances; null if there is no end.</summary>
    private double? Left(int count, long frontier)
    {
        var (slope, bend) = Fit(_widths[^count..]);
        if (!(bend < 0))
        {
            return null;
        }

        var left = 0.0;
        for (var ahead = 1; ahead <= DepthsMax; ahead++)
        {
            var width = frontier * Math.Exp((slope * ahead) + (bend * ahead * ahead));
            if (width < 1)
            {
                break;
            }

            left += width;
        }

        return left;
    }

    /// <summary>The parabola of least squares, seen from the last point: its slope there, and its bend.</summary>
    private static (double Slope, double Bend) Fit(List<(int Depth, double Width)> points)
    {
        var x = new double[5];
        var y = new double[3];
        foreach (var (depth, width) in points)
        {
            var power = 1.0;
            for (var i = 0; i < x.Length; i++, power *= depth - points[^1].Depth)
            {
                x[i] += power;
                y[Math.Min(i, 2)] += i < 3 ? power * width : 0;
            }
        }

        var whole = Determinant(x[0], x[1], x[2], x[1], x[2], x[3], x[2], x[3], x[4]);
        return (
            Determinant(x[0], y[0], x[2], x[1], y[1], x[3], x[2], y[2], x[4]) / whole,
            Determinant(x[0], x[1], y[0], x[1], x[2], y[1], x[2], x[3], y[2]) / whole);
    }

    private static double Determinant(
        double a, double b, double c, double d, double e, double f, double g, double h, double i) =>
        (a * ((e * i) - (f * h))) - (b * ((d * i) - (f * g))) + (c * ((d * h) - (e * g)));
}
