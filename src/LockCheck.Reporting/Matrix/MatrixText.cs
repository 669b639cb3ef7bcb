using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Text;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Matrix;

/// <summary>The matrix as tables of codes: one for each setting, and one of what they show together.</summary>
public static class MatrixText
{
    private const string NotReached = "?";
    private const string NotApplicable = "-";
    private const string Cut = "~";
    private const string Deadlock = "!";
    private const string Rejected = "x";

    private const string Promises = "in the tables of what readers promise, the ids of what is broken of it "
        + "(`lockcheck list`); C crash; deadlock";

    private static readonly (char Code, string Meaning)[] Meanings =
    [
        ('G', "false gap (I1)"),
        ('D', "overlap (I5)"),
        ('O', "start decreases (I4')"),
        ('E', "exact duplicate (E)"),
        ('P', "phantom (I3)"),
        ('C', "crash (I10)"),
    ];

    /// <summary>Prints the tables.</summary>
    /// <param name="series">The matrix.</param>
    /// <param name="withStates">Whether the states of each cell, and where each writer works, are printed too.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Lines(MatrixSeries series, bool withStates = false) =>
        series.Parts.SelectMany(part => Part(series, part, withStates))
            .Concat(withStates ? Places(series) : [])
            .Concat(Legend(series));

    private static IEnumerable<string> Part(MatrixSeries series, MatrixPartReport part, bool withStates)
    {
        foreach (var line in part.Tables.SelectMany(table => Table(series, part, table, withStates)))
        {
            yield return line;
        }

        if (part.Tables.Count > 1)
        {
            var titles = part.Columns.Select(column => column.Title).ToList();
            yield return Headed(part, $"all {Numbers.Of(part.Tables.Count, "table")} together");
            yield return string.Empty;
            foreach (var line in new MatrixGrid(
                Names(part), titles, (row, column) => Together(part, row, titles[column])).Lines())
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Table(
        MatrixSeries series, MatrixPartReport part, MatrixReport table, bool withStates)
    {
        var titles = table.Columns.Select(column => column.Title).ToList();
        var grid = new MatrixGrid(Names(part), titles, (row, column) => Text(part, table.CellAt(row, column)));
        var states = new MatrixGrid(Names(part), titles, (row, column) => States(part, table.CellAt(row, column)));
        var lines = grid.Lines().Concat(
            withStates ? states.Lines().Prepend(string.Empty).Prepend("distinct states of each cell") : []);
        if (series.Settings == 1)
        {
            return part.Part.Heading.Length == 0 ? lines : lines.Prepend(string.Empty).Prepend(part.Part.Heading);
        }

        var pages = table.RecordsPerPage is { } records ? $"records per page {records}, " : string.Empty;
        return lines
            .Concat(Wrapping.Lines("bounds    ", Bounds(series, table)))
            .Append(Cells(table.Applicable, table.Inconclusive, table.Deadlocked))
            .Append($"states    {Numbers.Of(table.States)} distinct")
            .Append(string.Empty)
            .Prepend(string.Empty)
            .Prepend(Headed(part, $"{pages}rwsem {table.RwSem}"));
    }

    private static string Headed(MatrixPartReport part, string setting) =>
        part.Part.Heading.Length == 0 ? setting : $"{part.Part.Heading}; {setting}";

    private static IEnumerable<string> Places(MatrixSeries series)
    {
        var lead = series.Writers.Max(writer => writer.Name.Length);
        return series.Writers
            .Select(writer => $"{writer.Name.PadRight(lead)}  "
                + (writer.Vma is { } vma ? $"VMA {vma} of " : string.Empty) + writer.Layout
                + (series.Undoes ? $"; {Undone(writer)}" : string.Empty))
            .Prepend(string.Empty)
            .Prepend("where each writer works")
            .Append(string.Empty);
    }

    private static string Undone(MatrixWriter writer) =>
        writer.WhyNotUndone is { } why ? $"not undone: {why}" : "undone";

    private static IEnumerable<string> Legend(MatrixSeries series)
    {
        var entries = series.Tables.SelectMany(table => table.Cells).ToList();
        var codes = string.Join("; ", Meanings.Select(code => $"{code.Code} {code.Meaning}"));
        var more = string.Concat(
            series.Parts[0].Tables.Any(table => table.Deadlocked > 0) ? $"; {Deadlock} deadlock" : string.Empty,
            entries.Exists(entry => entry.Cell is { Result.CutBy: not null })
                ? $"; {Cut} inconclusive: cut by a limit"
                : string.Empty,
            entries.Exists(entry => entry.WhyNot is not null) ? $"; {NotApplicable} do not go together" : string.Empty,
            entries.Exists(entry => entry is { Cell: null, Error: null, WhyNot: null })
                ? $"; {NotReached} inconclusive: not reached"
                : string.Empty,
            entries.Exists(entry => entry.Error is not null) ? $"; {Rejected} cannot be checked" : string.Empty);
        var bounds = Bounds(series, series.Settings == 1 ? series.Tables[0] : null);
        return Wrapping.Lines("codes     ", $". nothing; {codes}{more}")
            .Concat(Wrapping.Lines("promises  ", Promises))
            .Concat(Wrapping.Lines("bounds    ", bounds))
            .Append(Cells(series.Cells, series.Inconclusive, series.Deadlocked))
            .Append(
                $"search    {Numbers.Of(series.Reached)} of {Numbers.Of(series.Cells, "cell")} in "
                + $"{Numbers.Of(series.Searches.Count, "search", "searches")}, "
                + $"{Numbers.Of(series.States)} distinct states, {Numbers.Of(series.Elapsed)}");
    }

    private static string Cells(int cells, int inconclusive, int deadlocked) =>
        $"cells     {Numbers.Of(cells)}; {Numbers.Of(inconclusive)} inconclusive, {Numbers.Of(deadlocked)} deadlocked";

    /// <summary>Says the bounds of a table, or what all tables have in common.</summary>
    private static string Bounds(MatrixSeries series, MatrixReport? table)
    {
        var kept = string.Join(", ", series.Writers
            .Where(writer => writer.WhyNotUndone is not null)
            .GroupBy(writer => writer.WhyNotUndone, StringComparer.Ordinal)
            .Select(group => $"{string.Join(", ", group.Select(writer => writer.Name))} ({group.Key})"));
        var setting = table is null ? $"in {Numbers.Of(series.Settings, "setting")}"
            : $"{Pages(table)}rwsem {table.RwSem}";
        return $"1 reader and 1 writer on the writer's own layout; "
            + $"{ScenarioText.Rounds(series.Repeat, series.Undoes)}; {setting}; no faults"
            + (series.Undoes && kept.Length > 0 && (table is null || series.Settings == 1)
                ? $"; not undone: {kept}"
                : string.Empty);
    }

    private static string Pages(MatrixReport table) => table.RecordsPerPage is not { } records ? string.Empty
        : $"records per page {records}"
            + (table.Columns.Any(column => column.RecordsPerPage != records) ? " (P-TV7c: all); " : "; ");

    private static List<string> Names(MatrixPartReport part) => [.. part.Writers.Select(writer => writer.Name)];

    private static string States(MatrixPartReport part, MatrixEntry entry) => entry.Cell is { } cell
        ? Numbers.Of(cell.Result.States) + (entry.IsInconclusive ? Cut : string.Empty)
        : Text(part, entry);

    private static string Text(MatrixPartReport part, MatrixEntry entry) =>
        entry.Cell is { } cell ? Text(part, cell.Codes, entry.IsDeadlocked, entry.IsInconclusive)
            : entry.WhyNot is not null ? NotApplicable : entry.Error is null ? NotReached : Rejected;

    private static string Together(MatrixPartReport part, int row, string title)
    {
        var entries = part.EntriesOf(row, title);
        return part.CodesOf(row, title) is { } codes
            ? Text(
                part,
                codes,
                entries.Any(entry => entry.IsDeadlocked),
                entries.Any(entry => entry.IsInconclusive))
            : Text(part, entries[0]);
    }

    private static string Text(MatrixPartReport part, string codes, bool isDeadlocked, bool isCut) =>
        part.Part.TextOf(codes, isDeadlocked) + (isCut ? Cut : string.Empty);
}
