using LockCheck.Conformance.Checks;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Conformance;

/// <summary>Checks against the running kernel as text.</summary>
public static class ConformText
{
    /// <summary>Prints the report: a line a check, and below them what differs.</summary>
    public static IEnumerable<string> Lines(ConformReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        yield return $"{report.Machine}; seed {report.Seed}";
        var width = report.Results.Select(result => result.Name.Length).DefaultIfEmpty().Max();
        foreach (var result in report.Results)
        {
            var verdict = WordOf(result.Outcome.Verdict);
            foreach (var line in Wrapping.Lines($"{result.Name.PadRight(width)}  {verdict,-12}  ", Details(result)))
            {
                yield return line;
            }

            foreach (var line in result.Outcome.Notes.SelectMany(note => Wrapping.Lines("  ", note)))
            {
                yield return line;
            }
        }

        foreach (var line in report.Results.SelectMany(Differences))
        {
            yield return line;
        }

        if (report.Differs)
        {
            yield return string.Empty;
        }

        yield return report.Verdict;
    }

    /// <summary>A verdict as a word, the same in text and JSON.</summary>
    public static string WordOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passed => "passed",
        CheckVerdict.Failed => "failed",
        CheckVerdict.Skipped => "skipped",
        _ => "inconclusive",
    };

    private static string Details(CheckResult result)
    {
        var outcome = result.Outcome;
        var counted = outcome.Counts.Where(count => count.Number > 0)
            .Select(count => Numbers.Of(count.Number, count.Thing));
        return string.Join(", ", (string[])
        [
            .. outcome.Reason.Length > 0 ? (string[])[outcome.Reason] : [],
            .. counted,
            .. outcome.Verdict == CheckVerdict.Skipped ? (string[])[] : [Numbers.Of(result.Elapsed)],
        ]);
    }

    private static IEnumerable<string> Differences(CheckResult result)
    {
        foreach (var difference in result.Outcome.Differences)
        {
            yield return string.Empty;
            yield return $"{result.Name}, {difference.Where}: {difference.What}";
            foreach (var line in Rows("kernel", difference.Kernel, difference.Model)
                .Concat(Rows("model", difference.Model, difference.Kernel)))
            {
                yield return line;
            }

            if (difference.Reproduction.Count > 0)
            {
                yield return "  in C, on a fresh process";
            }

            foreach (var line in difference.Reproduction)
            {
                yield return $"    {line}";
            }
        }
    }

    /// <summary>The rows of one side, those with a star that the other lacks.</summary>
    private static IEnumerable<string> Rows(string side, IReadOnlyList<string> rows, IReadOnlyList<string> others)
    {
        yield return $"  {side}";
        foreach (var row in rows.Count == 0 ? (IReadOnlyList<string>)["nothing"] : rows)
        {
            yield return others.Contains(row, StringComparer.Ordinal) ? $"      {row}" : $"    * {row}";
        }
    }
}
