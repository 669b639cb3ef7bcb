using System.Globalization;
using LockCheck.Engine;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Traces;

/// <summary>
/// Prints a run as columns, one for each thread. Only one thread acts in a row, so its text may run on to the right
/// over the columns of the others: long operations stay whole, and eight threads still fit.
/// </summary>
public static class TraceColumns
{
    private const int NumberWidth = 6;
    private const int ColumnStart = NumberWidth + 2;
    private const int LastColumnWidth = 44;
    private const int StrideMax = 40;
    private const string NoteLead = "  > ";

    /// <summary>Prints the rows, with what repeats folded.</summary>
    public static IEnumerable<string> Lines(TraceRows rows)
    {
        var stride = rows.Columns.Count < 2
            ? 0
            : Math.Min(StrideMax, (Wrapping.Columns - ColumnStart - LastColumnWidth) / (rows.Columns.Count - 1));
        yield return Header(rows.Columns, stride);
        if (rows.Initial.Length > 0)
        {
            foreach (var line in Wrapping.Lines(Lead("map"), rows.Initial))
            {
                yield return line;
            }
        }

        foreach (var part in TraceFold.Of(rows.Rows))
        {
            foreach (var line in part.Row is { } row ? Lines(row, stride) : Lines(part.Rounds!))
            {
                yield return line;
            }
        }
    }

    private static string Header(IReadOnlyList<string> columns, int stride)
    {
        var line = Lead("step");
        for (var column = 0; column < columns.Count; column++)
        {
            line = line.PadRight(ColumnStart + (column * stride)) + columns[column] + " ";
        }

        return line.TrimEnd();
    }

    private static IEnumerable<string> Lines(TraceRow row, int stride)
    {
        var at = row.Column * stride;
        if (row.Switch.Length > 0)
        {
            foreach (var line in Wrapping.Lines(Lead(string.Empty), $"switch (reason: {row.Switch})"))
            {
                yield return line;
            }
        }

        var number = row.Number.ToString(CultureInfo.InvariantCulture);
        foreach (var line in Wrapping.Lines(Lead(number) + new string(' ', at), row.Operation))
        {
            yield return line;
        }

        foreach (var line in row.Notes.SelectMany(note => Wrapping.Lines(
            new string(' ', ColumnStart + at) + NoteLead[..2] + (note.StartsWith('!') ? string.Empty : "> "), note)))
        {
            yield return line;
        }

        foreach (var (i, change) in row.Map.Index())
        {
            foreach (var line in Wrapping.Lines(Lead(i == 0 ? "map" : string.Empty), change))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(FoldedRounds rounds)
    {
        var what = rounds.Records == rounds.Count
            ? Numbers.Of(rounds.Count, "more record")
            : Numbers.Of(rounds.Count, "more round");
        yield return $"{Lead(string.Empty)}... {what} like this (steps {rounds.First}-{rounds.Last}) ...";
    }

    private static string Lead(string text) => text.PadLeft(NumberWidth) + "  ";
}
