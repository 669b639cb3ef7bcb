using LockCheck.Engine;
using LockCheck.Reporting.Text;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Matrix;

/// <summary>The matrix as a table; columns that do not fit beside the others follow in a second table.</summary>
public static class MatrixText
{
    private const string NotReached = "?";
    private const string NotApplicable = "-";
    private const string Cut = "~";
    private const string Deadlock = "!";
    private const string WriterTitle = "writer \\ reader";
    private const string Gap = "  ";

    private static readonly (char Code, string Meaning)[] Meanings =
    [
        ('G', "false gap (I1)"),
        ('D', "overlap (I5)"),
        ('O', "start decreases (I4')"),
        ('E', "exact duplicate (E)"),
        ('P', "phantom (I3)"),
        ('C', "crash (I10)"),
    ];

    /// <summary>Prints the table.</summary>
    public static IEnumerable<string> Lines(MatrixReport report)
    {
        var lead = report.Writers.Append(WriterTitle).Max(writer => writer.Length);
        foreach (var block in Blocks(report, lead))
        {
            yield return Row(WriterTitle.PadRight(lead), block, column => report.Columns[column].Title);
            for (var row = 0; row < report.Writers.Count; row++)
            {
                var at = row;
                yield return Row(report.Writers[row].PadRight(lead), block, column => Text(report, at, column));
            }

            yield return string.Empty;
        }

        foreach (var line in Legend(report))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Legend(MatrixReport report)
    {
        var codes = string.Join("; ", Meanings.Select(code => $"{code.Code} {code.Meaning}"));
        var more = string.Concat(
            report.Cells.Any(cell => cell is { Result.DeadlockStates: > 0 }) ? $"; {Deadlock} deadlock" : string.Empty,
            report.Cells.Any(cell => cell is { Result.CutBy: not null }) ? $"; {Cut} cut by a limit" : string.Empty,
            report.WhyNot.Count > 0 ? $"; {NotApplicable} no kernel has both" : string.Empty,
            report.Cells.Count(cell => cell is null) > report.WhyNot.Count
                ? $"; {NotReached} not reached"
                : string.Empty);
        var page = report.Columns.Any(column => column.RecordsPerPage != report.RecordsPerPage)
            ? " (P-TV7c: all)"
            : string.Empty;
        var states = report.Cells.Sum(cell => cell?.Result.States ?? 0);
        return Wrapping.Lines("codes     ", $". nothing; {codes}{more}")
            .Concat(Wrapping.Lines(
                "bounds    ",
                $"1 reader and 1 writer on the writer's own layout; {Numbers.Of(report.Repeat, "round")}; records per "
                + $"page {report.RecordsPerPage}{page}; rwsem {report.RwSem}; no faults"))
            .Concat(Wrapping.Lines(
                "search    ",
                $"{Numbers.Of(report.Cells.Count(cell => cell is not null))} of "
                + $"{Numbers.Of(report.Cells.Count - report.WhyNot.Count, "cell")}, {Numbers.Of(states)} distinct "
                + $"states, {Numbers.Of(report.Elapsed)}"));
    }

    private static string Text(MatrixReport report, int row, int column) =>
        report.WhyNotAt(row, column) is null ? Text(report.CellAt(row, column)) : NotApplicable;

    private static string Text(MatrixCell? cell) => cell is null ? NotReached : string.Concat(
        cell.Text,
        cell.Result.Findings.Any(finding => finding.IsDeadlock) ? Deadlock : string.Empty,
        cell.Result.CutBy is null ? string.Empty : Cut);

    private static string Row(string lead, IReadOnlyList<(int Column, int Width)> block, Func<int, string> text) =>
        (lead + string.Concat(block.Select(entry => Gap + text(entry.Column).PadRight(entry.Width)))).TrimEnd();

    /// <summary>The columns that fit beside each other.</summary>
    private static List<List<(int Column, int Width)>> Blocks(MatrixReport report, int lead)
    {
        var blocks = new List<List<(int Column, int Width)>>();
        var room = 0;
        for (var column = 0; column < report.Columns.Count; column++)
        {
            var at = column;
            var width = Enumerable.Range(0, report.Writers.Count)
                .Select(row => Text(report, row, at).Length)
                .Append(report.Columns[column].Title.Length)
                .Max();
            if (blocks.Count == 0 || width + Gap.Length > room)
            {
                blocks.Add([]);
                room = Wrapping.Columns - lead;
            }

            blocks[^1].Add((column, width));
            room -= width + Gap.Length;
        }

        return blocks;
    }
}
