using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Diffs;

/// <summary>The comparison of two readers as text.</summary>
public static class DiffText
{
    private const int IdWidth = 9;

    /// <summary>How many writers are shown with their schedules, of those that break the same promise.</summary>
    private const int ShownMax = 3;

    /// <summary>Prints the report.</summary>
    public static IEnumerable<string> Lines(DiffReport report)
    {
        var lines = new List<string>();
        if (report.Lost.FirstOrDefault() is { } first)
        {
            lines.Add(FindingText.Reproduce(first.Found.SchedulePath!));
            lines.Add(string.Empty);
        }

        lines.Add($"{report.Old} -> {report.New}, over {Numbers.Of(report.Writers, "writer")}");
        lines.Add(string.Empty);
        Add(lines, $"lost: {report.New} breaks what {report.Old} keeps", report.Lost);
        Add(lines, $"gained: {report.New} keeps what {report.Old} breaks", report.Gained);
        AddPromises(lines, "withdrawn   ", report.Withdrawn);
        AddPromises(lines, "added       ", report.Added);
        lines.AddRange(Wrapping.Lines("verdict     ", Verdict(report)));
        var states = report.Rows.Sum(row => row.Old.States + row.New.States);
        lines.Add($"search      {Numbers.Of(states)} distinct states, {Numbers.Of(report.Elapsed)}");
        return lines;
    }

    private static string Verdict(DiffReport report)
    {
        var lost = report.Lost.Count();
        var gained = report.Gained.Count();
        var cut = !report.IsCut ? string.Empty
            : report.Rows.Count < report.Writers
                ? $"; {Numbers.Of(report.Writers - report.Rows.Count, "writer")} not reached, so there may be more"
            : "; a search was cut by a limit, so there may be more";
        return (lost, gained) switch
        {
            (0, 0) when report.Withdrawn.Count == 0 => "nothing lost, nothing gained" + cut,
            _ => $"{Cells(lost)} lost, {Cells(gained)} gained{cut}",
        };
    }

    private static string Cells(int count) => Numbers.Of(count, "promise");

    private static void Add(List<string> lines, string title, IEnumerable<DiffChange> changes)
    {
        var groups = changes.GroupBy(change => change.Found.Id, StringComparer.Ordinal).ToList();
        if (groups.Count == 0)
        {
            return;
        }

        lines.Add(title);
        foreach (var id in InvariantOrder.Sorted(groups.Select(group => group.Key)))
        {
            var group = groups.Find(one => one.Key == id)!;
            lines.AddRange(Wrapping.Lines("  " + id.PadRight(IdWidth) + " ", group.First().Found.Title));
            foreach (var change in group.Take(ShownMax))
            {
                lines.Add($"    {change.Writer} ({Numbers.Of(change.Found.Finding.Path.Count, "step")})");
                lines.Add($"      {FindingText.Reproduce(change.Found.SchedulePath!)}");
            }

            var more = group.Skip(ShownMax).Select(change => change.Writer).ToList();
            if (more.Count > 0)
            {
                var lead = $"and, with schedules beside these, {Numbers.Of(more.Count, "writer")}: ";
                lines.AddRange(Wrapping.Lines("    ", lead + string.Join(", ", more)));
            }
        }

        lines.Add(string.Empty);
    }

    private static void AddPromises(List<string> lines, string lead, IReadOnlyList<string> ids)
    {
        if (ids.Count > 0)
        {
            lines.AddRange(Wrapping.Lines(lead, string.Join(", ", InvariantOrder.Sorted(ids))));
        }
    }
}
