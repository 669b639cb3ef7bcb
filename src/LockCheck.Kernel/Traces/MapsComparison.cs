using System.Collections.Immutable;

namespace LockCheck.Kernel.Traces;

/// <summary>How a map differs from the one that was expected.</summary>
public sealed record MapsComparison
{
    /// <summary>How many lines were expected.</summary>
    public required int Total { get; init; }

    /// <summary>How many of them are there.</summary>
    public required int AsExpected { get; init; }

    /// <summary>How many of these are stacks that faults made grow.</summary>
    public required int Grown { get; init; }

    /// <summary>How many lines came out that were not expected.</summary>
    public int Unexpected => Lines.Count(line => line[0] == '+');

    /// <summary>Lines in the order of addresses: the expected ones with a minus, the others with a plus.</summary>
    public required ImmutableArray<string> Lines { get; init; }

    /// <summary>Compares line by line.</summary>
    public static MapsComparison Of(IReadOnlyList<MapsLine> expected, IReadOnlyList<MapsLine> got)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(got);
        var lines = ImmutableArray.CreateBuilder<string>();
        var (asExpected, grown, i, j) = (0, 0, 0, 0);
        while (i < expected.Count || j < got.Count)
        {
            var isGrown = i < expected.Count && j < got.Count && got[j].IsGrownTo(expected[i]);
            if (isGrown || (i < expected.Count && j < got.Count && got[j].Agrees(expected[i])))
            {
                asExpected++;
                grown += isGrown ? 1 : 0;
                i++;
                j++;
            }
            else if (j == got.Count || (i < expected.Count && expected[i].Start <= got[j].Start))
            {
                lines.Add("-" + expected[i++]);
            }
            else
            {
                lines.Add("+" + got[j++]);
            }
        }

        return new MapsComparison
        {
            Total = expected.Count,
            AsExpected = asExpected,
            Grown = grown,
            Lines = lines.ToImmutable(),
        };
    }
}
