namespace LockCheck.Reporting.Traces;

/// <summary>
/// Finds what repeats in a run: rounds of steps of the same shape, one after the other. The first round is shown, and
/// every round with a step that matters; of the others, the number is told.
/// </summary>
public static class TraceFold
{
    private const int RoundsMin = 3;
    private const int StepsPerRoundMax = 200;

    /// <summary>Fewer steps than this are not worth a line that says that they are left out.</summary>
    private const int FoldedMin = 3;

    /// <summary>Folds rows.</summary>
    /// <returns>The rows to show, in order, and what is left out between them.</returns>
    public static IReadOnlyList<TracePart> Of(IReadOnlyList<TraceRow> rows)
    {
        var shapes = Numbered(rows);
        var parts = new List<TracePart>();
        for (var i = 0; i < rows.Count;)
        {
            var (length, rounds) = Longest(shapes, i);
            if (rounds < RoundsMin)
            {
                parts.Add(new TracePart(rows[i], null));
                i++;
                continue;
            }

            Fold(rows, i, length, rounds, parts);
            i += length * rounds;
        }

        return parts;
    }

    /// <summary>Numbers for shapes, which compare faster than texts.</summary>
    private static int[] Numbered(IReadOnlyList<TraceRow> rows)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var shapes = new int[rows.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            // A step that changes the map is never folded: its shape is its own.
            var shape = rows[i].Map.Count > 0 ? $"{i}" : rows[i].Shape;
            if (!known.TryGetValue(shape, out shapes[i]))
            {
                known.Add(shape, shapes[i] = known.Count);
            }
        }

        return shapes;
    }

    /// <summary>The rounds that begin at a step and cover the most steps; of equal ones, the shortest rounds.</summary>
    private static (int Length, int Rounds) Longest(int[] shapes, int from)
    {
        var best = (Length: 1, Rounds: 1);
        var lengthMax = Math.Min(StepsPerRoundMax, (shapes.Length - from) / RoundsMin);
        for (var length = 1; length <= lengthMax; length++)
        {
            var same = 0;
            while (from + length + same < shapes.Length && shapes[from + same] == shapes[from + length + same])
            {
                same++;
            }

            var rounds = (same / length) + 1;
            if (rounds >= RoundsMin && rounds * length > best.Rounds * best.Length)
            {
                best = (length, rounds);
            }
        }

        return best;
    }

    private static void Fold(
        IReadOnlyList<TraceRow> rows, int from, int length, int rounds, List<TracePart> parts)
    {
        var folded = new List<TraceRow>();
        for (var round = 0; round < rounds; round++)
        {
            var steps = rows.Skip(from + (round * length)).Take(length).ToList();
            if (round > 0 && !steps.Exists(row => row.Matters))
            {
                folded.AddRange(steps);
                continue;
            }

            Flush(folded, length, parts);
            parts.AddRange(steps.Select(row => new TracePart(row, null)));
        }

        Flush(folded, length, parts);
    }

    private static void Flush(List<TraceRow> folded, int length, List<TracePart> parts)
    {
        if (folded.Count < FoldedMin)
        {
            parts.AddRange(folded.Select(row => new TracePart(row, null)));
        }
        else
        {
            parts.Add(new TracePart(null, new FoldedRounds(
                folded.Count / length, length, folded[0].Number, folded[^1].Number, folded.Sum(row => row.Records))));
        }

        folded.Clear();
    }
}

/// <summary>A row to show, or rounds that are left out.</summary>
/// <param name="Row">The row; null for rounds.</param>
/// <param name="Rounds">The rounds; null for a row.</param>
public sealed record TracePart(TraceRow? Row, FoldedRounds? Rounds);

/// <summary>Rounds of steps that are left out, because they are like the round above.</summary>
/// <param name="Count">How many rounds.</param>
/// <param name="Steps">How many steps each has.</param>
/// <param name="First">The number of the first step that is left out.</param>
/// <param name="Last">The number of the last one.</param>
/// <param name="Records">How many records are reported in them.</param>
public sealed record FoldedRounds(int Count, int Steps, int First, int Last, int Records);
