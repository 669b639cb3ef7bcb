using LockCheck.Reporting.Conformance;
using LockCheck.Reporting.Text;
using LockCheck.Reporting.Traces;

namespace LockCheck.Reporting.Checks;

/// <summary>The report of a check as text: the command that reproduces it comes first.</summary>
public static class CheckText
{
    /// <summary>Prints a report.</summary>
    public static IEnumerable<string> Lines(CheckReport report)
    {
        var lines = new List<string>();
        if (report.Failures.FirstOrDefault() is { } first)
        {
            lines.Add(FindingText.Reproduce(first.SchedulePath!));
            lines.Add(string.Empty);
            lines.AddRange(Schedule(report, first));
            lines.Add(string.Empty);
        }

        Add(lines, "also broken:", report.Failures.Skip(1));
        Add(lines, "observed, and not promised otherwise:", report.Observations);
        if (report.Tearing is { } tearing)
        {
            lines.AddRange(TearingText.Lines(tearing, report.Result.CutBy is not null || report.Result.Runs > 0));
            lines.Add(string.Empty);
        }

        lines.AddRange(CoverageText.Lines(report));
        return lines;
    }

    /// <summary>Prints one finding: what is broken, then the steps.</summary>
    public static IEnumerable<string> Schedule(CheckReport report, ReportedFinding found)
    {
        var text = new ModelText(report.Scenario);
        return FindingText.Headline(report.Scenario.Reader, found, text)
            .Append(string.Empty)
            .Concat(TraceColumns.Lines(TraceRows.Of(found.Trace!, text)))
            .Concat(found.OnKernel is { } kernel
                ? KernelReplayText.Lines(kernel, text).Prepend(string.Empty)
                : Array.Empty<string>());
    }

    private static void Add(List<string> lines, string title, IEnumerable<ReportedFinding> findings)
    {
        var found = findings.SelectMany(FindingText.Line).ToList();
        if (found.Count > 0)
        {
            lines.Add(title);
            lines.AddRange(found);
            lines.Add(string.Empty);
        }
    }
}
