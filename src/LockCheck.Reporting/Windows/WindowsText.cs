using System.Globalization;
using LockCheck.Engine;
using LockCheck.Kernel.Traces;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Windows;

/// <summary>
/// The report of a reader's races against a real program: the first failure in full, each kind of outcome, and what
/// each failing window hides.
/// </summary>
public static class WindowsText
{
    private const int ShownMax = 20;
    private const string NoLead = "          ";

    /// <summary>Prints the report.</summary>
    public static IEnumerable<string> Lines(WindowsReport report)
    {
        var lines = new List<string>();
        if (report.FirstFailing is { } first)
        {
            var failure = first.Failures.First();
            lines.Add(FindingText.Reproduce(failure.SchedulePath!));
            lines.Add(string.Empty);
            lines.Add("the first of the failing windows:");
            lines.AddRange(first.Remarks.Select(remark => Cut("  " + remark)));
            lines.AddRange(CheckText.Schedule(first, failure));
            lines.Add(string.Empty);
        }

        lines.AddRange(Classes(report));
        lines.Add(string.Empty);
        lines.AddRange(Failing(report));
        lines.AddRange(Summary(report));
        return lines;
    }

    /// <summary>The calls of a window, a line each.</summary>
    public static IEnumerable<string> CallsOf(TraceWindow window) => window.Calls
        .Where(call => call.Source.Length > 0)
        .Select(call => call.Source);

    private static IEnumerable<string> Classes(WindowsReport report)
    {
        yield return "  windows  outcome";
        foreach (var group in report.Checked
            .GroupBy(window => window.Class, StringComparer.Ordinal)
            .OrderByDescending(group => group.First().Verdict == Verdict.Violated)
            .ThenBy(group => group.First().Line))
        {
            foreach (var line in Wrapping.Lines(Count(group.Count()), group.Key)
                .Concat(Wrapping.Lines(NoLead, Words(group))))
            {
                yield return line;
            }
        }

        foreach (var group in report.Windows.Where(window => window.WhyNot is not null)
            .GroupBy(window => window.WhyNot!, StringComparer.Ordinal)
            .OrderBy(group => group.First().Line))
        {
            foreach (var line in Wrapping.Lines(
                Count(group.Count()), $"not played: {group.Key} ({LinesOf(group)})"))
            {
                yield return line;
            }
        }

        var idle = report.Windows.Count(window => !window.Changes);
        if (idle > 0)
        {
            yield return $"{Count(idle)}the calls change nothing in the map";
        }
    }

    private static IEnumerable<string> Failing(WindowsReport report)
    {
        var failing = report.Failing.Where(window => window.SameAs is null).ToList();
        if (failing.Count == 0)
        {
            yield break;
        }

        yield return failing.Count <= ShownMax
            ? "what the failing windows hide, or break:"
            : $"what the first {ShownMax} of {Numbers.Of(failing.Count)} different failing windows hide, or break "
                + "(--json has them all):";
        foreach (var window in failing.Take(ShownMax))
        {
            var text = window.Texts.Count == 1 ? window.Texts[0] : $"{window.Texts[0]} ...";
            yield return Cut($"  line {Text(window.Line)}: {text}");
            foreach (var line in window.Says.SelectMany(says => Wrapping.Lines("    ", says)))
            {
                yield return line;
            }
        }

        yield return string.Empty;
    }

    private static IEnumerable<string> Summary(WindowsReport report)
    {
        var all = report.Checked.ToList();
        var failing = report.Failing.Count();
        var same = all.Count(window => window.SameAs is not null);
        var cut = report.CutBy is { } by ? $"; cut by {CoverageText.CutBy(by)}" : string.Empty;
        var verdict = report.Verdict switch
        {
            Verdict.Violated => $"violated at {Numbers.Of(failing)} of {Numbers.Of(all.Count, "window")}{cut}",
            Verdict.VerifiedWithinBounds => $"verified within bounds at {Numbers.Of(all.Count, "window")}",
            _ when all.Count == 0 && report.CutBy is null => "inconclusive: no call changes the map",
            _ => $"inconclusive: nothing was found at {Numbers.Of(all.Count, "window")}{cut}",
        };
        var costs = all.Select(window => window.Costs).OfType<WindowCosts>().ToList();
        var size = report.Calls == 1
            ? "each call"
            : $"{Numbers.Of(report.Calls, "consecutive call")} from each call on,";
        var bounds = ScenarioText.Bounds(report.Scenario)
            .Where(part => part != "no writer" && !part.StartsWith("layout ", StringComparison.Ordinal))
            .Append($"{size} of the log, on the map that the program had then")
            .Concat(ScenarioText.Bounds(report.Bounds));
        if (report.Bounds.MaxStates is { } most)
        {
            bounds = bounds.Append($"at most {Numbers.Of(most, "state")} a window; where there are more, those "
                + $"with {Numbers.Of(report.Preemptions, "preemption")}, and then "
                + Numbers.Of(report.SampleRuns, "random run"));
        }

        return Wrapping.Lines("verdict   ", verdict)
            .Concat(Wrapping.Lines("bounds    ", string.Join("; ", bounds)))
            .Append($"log       {report.Log}")
            .Concat(report.Remarks.SelectMany(remark => Wrapping.Lines("note      ", remark)))
            .Concat(same == 0 ? [] : Wrapping.Lines(
                "note      ",
                $"{Numbers.Of(same, "window")} differ{(same == 1 ? "s" : string.Empty)} from an earlier one in "
                + "nothing but addresses, and took no search"))
            .Append($"states    {Numbers.Of(costs.Sum(one => one.States))} distinct, "
                + $"{Numbers.Of(costs.Sum(one => one.Transitions), "transition")} at all windows together; a state "
                + $"vector has up to {Numbers.Of(costs.Select(one => one.VectorBytes).DefaultIfEmpty().Max(), "byte")}")
            .Append(ScenarioText.Missed(costs.Sum(one => one.MissProbability)))
            .Append($"search    {Numbers.Of(report.Elapsed)}");
    }

    private static string Words(IEnumerable<WindowOutcome> windows) => string.Join(", ", windows
        .GroupBy(window => window.Word, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key} ({Numbers.Of(group.Count())})"));

    private static string LinesOf(IEnumerable<WindowOutcome> windows)
    {
        const int Most = 8;
        var lines = windows.Select(window => Text(window.Line)).ToList();
        return (lines.Count == 1 ? "line " : "lines ") + string.Join(", ", lines.Take(Most)) +
            (lines.Count > Most ? ", ..." : string.Empty);
    }

    private static string Cut(string line) =>
        line.Length > Wrapping.Columns ? line[..(Wrapping.Columns - 3)] + "..." : line;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(int count) => Numbers.Of(count).PadLeft(8) + "  ";
}
