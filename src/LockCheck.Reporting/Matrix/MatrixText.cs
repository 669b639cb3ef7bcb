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
    public static IEnumerable<string> Lines(MatrixSeries series, bool withStates = false)
    {
        foreach (var table in series.Tables)
        {
            foreach (var line in Table(series, table, withStates))
            {
                yield return line;
            }
        }

        if (series.Tables.Count > 1)
        {
            var titles = series.Columns.Select(column => column.Title).ToList();
            yield return $"all {Numbers.Of(series.Tables.Count, "table")} together";
            yield return string.Empty;
            foreach (var line in new MatrixGrid(
                Names(series), titles, (row, column) => Together(series, row, titles[column])).Lines())
            {
                yield return line;
            }
        }

        foreach (var line in (withStates ? Places(series) : []).Concat(Legend(series)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Table(MatrixSeries series, MatrixReport table, bool withStates)
    {
        var titles = table.Columns.Select(column => column.Title).ToList();
        var grid = new MatrixGrid(Names(series), titles, (row, column) => Text(table.CellAt(row, column)));
        var states = new MatrixGrid(Names(series), titles, (row, column) => States(table.CellAt(row, column)));
        var lines = grid.Lines().Concat(
            withStates ? states.Lines().Prepend(string.Empty).Prepend("distinct states of each cell") : []);
        return series.Tables.Count == 1 ? lines : lines
            .Concat(Wrapping.Lines("bounds    ", Bounds(series, table)))
            .Append(Cells(table.Applicable, table.Inconclusive, table.Deadlocked))
            .Append($"states    {Numbers.Of(table.States)} distinct")
            .Append(string.Empty)
            .Prepend(string.Empty)
            .Prepend($"records per page {table.RecordsPerPage}, rwsem {table.RwSem}");
    }

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
            entries.Exists(entry => entry.IsDeadlocked) ? $"; {Deadlock} deadlock" : string.Empty,
            entries.Exists(entry => entry.Cell is { Result.CutBy: not null })
                ? $"; {Cut} inconclusive: cut by a limit"
                : string.Empty,
            entries.Exists(entry => entry.WhyNot is not null) ? $"; {NotApplicable} do not go together" : string.Empty,
            entries.Exists(entry => entry is { Cell: null, Error: null, WhyNot: null })
                ? $"; {NotReached} inconclusive: not reached"
                : string.Empty,
            entries.Exists(entry => entry.Error is not null) ? $"; {Rejected} cannot be checked" : string.Empty);
        var bounds = series.Tables.Count == 1 ? Bounds(series, series.Tables[0]) : Bounds(series, null);
        return Wrapping.Lines("codes     ", $". nothing; {codes}{more}")
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
        var setting = table is null ? $"in {Numbers.Of(series.Tables.Count, "setting")}"
            : $"records per page {table.RecordsPerPage}{OnePage(table)}; rwsem {table.RwSem}";
        return $"1 reader and 1 writer on the writer's own layout; "
            + $"{ScenarioText.Rounds(series.Repeat, series.Undoes)}; {setting}; no faults"
            + (series.Undoes && kept.Length > 0 && (table is null || series.Tables.Count == 1)
                ? $"; not undone: {kept}"
                : string.Empty);
    }

    private static string OnePage(MatrixReport table) =>
        table.Columns.Any(column => column.RecordsPerPage != table.RecordsPerPage) ? " (P-TV7c: all)" : string.Empty;

    private static List<string> Names(MatrixSeries series) => [.. series.Writers.Select(writer => writer.Name)];

    private static string States(MatrixEntry entry) => entry.Cell is { } cell
        ? Numbers.Of(cell.Result.States) + (entry.IsInconclusive ? Cut : string.Empty)
        : Text(entry);

    private static string Text(MatrixEntry entry) =>
        entry.Cell is { } cell ? Text(cell.Text, entry.IsDeadlocked, entry.IsInconclusive)
            : entry.WhyNot is not null ? NotApplicable : entry.Error is null ? NotReached : Rejected;

    private static string Together(MatrixSeries series, int row, string title)
    {
        var entries = series.EntriesOf(row, title);
        return series.CodesOf(row, title) is { } codes
            ? Text(
                codes.Length == 0 ? "." : codes,
                entries.Any(entry => entry.IsDeadlocked),
                entries.Any(entry => entry.IsInconclusive))
            : Text(entries[0]);
    }

    private static string Text(string codes, bool isDeadlocked, bool isCut) =>
        string.Concat(codes, isDeadlocked ? Deadlock : string.Empty, isCut ? Cut : string.Empty);
}
