using System.Globalization;
using LockCheck.Engine;
using LockCheck.Reporting.Text;
using LockCheck.Reporting.Traces;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Checks;

/// <summary>The report of a check at every VMA: the first failure in full, then each kind of outcome.</summary>
public static class PlacesText
{
    private const int VmasShownMax = 24;
    private const string NoLead = "          ";

    /// <summary>Prints the report.</summary>
    public static IEnumerable<string> Lines(PlacesReport report)
    {
        var lines = new List<string>();
        var text = new ModelText(report.Scenario);
        if (report.FirstFailing is { Report: { } first, Place: var place })
        {
            var failure = first.Failures.First();
            lines.Add(FindingText.Reproduce(failure.SchedulePath!));
            lines.Add(string.Empty);
            lines.AddRange(Wrapping.Lines(
                string.Empty,
                $"the first of the failing places: {report.Writer} at VMA {place.Vma} "
                + $"({text.Show(report.Scenario.Layout.Vmas[place.Vma])})"));
            lines.AddRange(CheckText.Schedule(first, failure));
            lines.Add(string.Empty);
        }

        lines.AddRange(Classes(report));
        lines.Add(string.Empty);
        if (report.Tearing is { } tearing)
        {
            lines.AddRange(TearingText.Lines(tearing, report.CutBy is not null || report.Reports.Any(IsCut)));
            lines.Add(string.Empty);
        }

        lines.AddRange(Summary(report));
        return lines;
    }

    /// <summary>Why a writer cannot work at some places: each reason with how often, the most frequent first.</summary>
    public static string Reasons(IEnumerable<WriterPlace> places) => string.Join("; ", places
        .Where(place => place.WhyNot is not null)
        .GroupBy(place => place.WhyNot!, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key} ({Numbers.Of(group.Count())})"));

    /// <summary>Says what came out at a place, the same for places that differ in nothing but numbers.</summary>
    public static string Outcome(CheckReport report)
    {
        var failures = InvariantOrder.Sorted(report.Failures.Select(found => found.Id)).ToList();
        var observed = InvariantOrder.Sorted(report.Observations.Select(found => found.Id)).ToList();
        var verdict = failures.Count > 0 ? $"violated: {string.Join(", ", failures)}"
            : report.Result.Verdict == Verdict.VerifiedWithinBounds ? "verified within bounds"
            : $"inconclusive: cut by {CoverageText.CutBy(report.Result.CutBy!)}";
        return verdict + (observed.Count > 0 ? $"; observed {string.Join(", ", observed)}" : string.Empty);
    }

    private static IEnumerable<string> Classes(PlacesReport report)
    {
        yield return "  places  outcome";
        foreach (var group in report.Places.Where(place => place.Report is not null)
            .GroupBy(place => Outcome(place.Report!), StringComparer.Ordinal)
            .OrderByDescending(group => group.First().Report!.Result.IsViolated)
            .ThenBy(group => group.First().Place.Vma))
        {
            foreach (var line in Wrapping.Lines(Count(group.Count()), group.Key))
            {
                yield return line;
            }

            foreach (var line in Wrapping.Lines(NoLead, Vmas([.. group.Select(place => place.Place.Vma)])))
            {
                yield return line;
            }
        }

        var not = report.Places.Select(place => place.Place).Where(place => place.WhyNot is not null).ToList();
        if (not.Count > 0)
        {
            foreach (var line in Wrapping.Lines(Count(not.Count), $"{report.Writer} cannot work there: {Reasons(not)}"))
            {
                yield return line;
            }
        }

        var left = report.Places.Count(place => place is { Report: null, Place.WhyNot: null });
        if (left > 0)
        {
            yield return $"{Count(left)}not reached";
        }
    }

    private static IEnumerable<string> Summary(PlacesReport report)
    {
        var reports = report.Reports.ToList();
        var failing = reports.Count(one => one.Result.IsViolated);
        var cut = report.CutBy is { } by ? $"; cut by {CoverageText.CutBy(by)}" : string.Empty;
        var verdict = report.Verdict switch
        {
            Verdict.Violated => $"violated at {Numbers.Of(failing)} of {Numbers.Of(reports.Count, "place")}{cut}",
            Verdict.VerifiedWithinBounds => $"verified within bounds at {Numbers.Of(reports.Count, "place")}",
            _ when reports.Count == 0 && report.CutBy is null => $"inconclusive: {report.Writer} can work nowhere",
            _ => $"inconclusive: nothing was found at {Numbers.Of(reports.Count, "place")}{cut}",
        };
        var bounds = ScenarioText.Bounds(report.Scenario).Where(part => part != "no writer")
            .Append($"writer {report.Writer} at each VMA, "
                + ScenarioText.Rounds(report.Scenario.Repeat, report.Scenario.Undoes))
            .Concat(ScenarioText.Bounds(report.Bounds));
        return Wrapping.Lines("verdict   ", verdict)
            .Concat(Wrapping.Lines("bounds    ", string.Join("; ", bounds)))
            .Concat(report.Remarks.SelectMany(remark => Wrapping.Lines("note      ", remark)))
            .Append($"states    {Numbers.Of(reports.Sum(one => one.Result.States))} distinct, "
                + $"{Numbers.Of(reports.Sum(one => one.Result.Transitions), "transition")} at all places together")
            .Append(ScenarioText.Missed(reports.Sum(one => one.Result.MissProbability)))
            .Append($"search    {Numbers.Of(report.Elapsed)}");
    }

    private static bool IsCut(CheckReport report) => report.Result.CutBy is not null || report.Result.Runs > 0;

    private static string Count(int count) => Numbers.Of(count).PadLeft(8) + "  ";

    /// <summary>Lists VMAs, with ranges for runs of numbers: <c>VMAs 0-3, 5</c>.</summary>
    private static string Vmas(int[] vmas)
    {
        var runs = new List<string>();
        for (var from = 0; from < vmas.Length;)
        {
            var to = from;
            while (to + 1 < vmas.Length && vmas[to + 1] == vmas[to] + 1)
            {
                to++;
            }

            runs.Add(from == to ? Text(vmas[from]) : $"{Text(vmas[from])}-{Text(vmas[to])}");
            from = to + 1;
        }

        var more = runs.Count > VmasShownMax ? ", ..." : string.Empty;
        return (vmas.Length == 1 ? "VMA " : "VMAs ") + string.Join(", ", runs.Take(VmasShownMax)) + more;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
