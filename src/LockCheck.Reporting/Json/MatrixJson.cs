using LockCheck.Reporting.Matrix;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>matrix --json</c> prints.</summary>
public sealed record MatrixJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "matrix";

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required int Repeat { get; init; }

    public required bool Undo { get; init; }

    public required string? RecordsPerPage { get; init; }

    public required string? Rwsem { get; init; }

    public required IReadOnlyList<TableJson> Tables { get; init; }

    public required IReadOnlyList<CellJson> Cells { get; init; }

    public required IReadOnlyList<TogetherJson> Together { get; init; }

    public required IReadOnlyList<RowJson> Writers { get; init; }

    public required IReadOnlyList<PromisePartJson> Promises { get; init; }

    public required int Inconclusive { get; init; }

    public required int Deadlocked { get; init; }

    public required long States { get; init; }

    public required double Seconds { get; init; }

    public static MatrixJson Of(MatrixSeries series, int exitCode)
    {
        var maps = series.Parts[0];
        return new MatrixJson
        {
            Verdict = series.IsComplete ? "complete" : "inconclusive",
            ExitCode = exitCode,
            Repeat = series.Repeat,
            Undo = series.Undoes,
            RecordsPerPage = OnlyOne(maps.Tables.Select(table => $"{table.RecordsPerPage}")),
            Rwsem = OnlyOne(maps.Tables.Select(table => table.RwSem.ToString())),
            Tables = [.. maps.Tables.Select(TableJson.Of)],
            Cells = [.. maps.Tables.Index().SelectMany(table => CellsOf(table.Item, table.Index))],
            Together =
            [
                .. maps.Writers.Index().SelectMany(row => maps.Columns.Select(column => new TogetherJson
                {
                    Writer = row.Item.Name,
                    Column = column.Title,
                    Codes = maps.CodesOf(row.Index, column.Title),
                    Deadlock = maps.EntriesOf(row.Index, column.Title).Any(entry => entry.IsDeadlocked),
                    Inconclusive = maps.EntriesOf(row.Index, column.Title).Any(entry => entry.IsInconclusive),
                })),
            ],
            Writers = [.. maps.Writers.Select(RowJson.Of)],
            Promises = [.. series.Parts.Skip(1).Select(PromisePartJson.Of)],
            Inconclusive = series.Inconclusive,
            Deadlocked = series.Deadlocked,
            States = series.States,
            Seconds = series.Elapsed.TotalSeconds,
        };
    }

    private static string? OnlyOne(IEnumerable<string> values) =>
        values.Distinct(StringComparer.Ordinal).ToList() is [var one] ? one : null;

    private static IEnumerable<CellJson> CellsOf(MatrixReport report, int table) =>
        report.Writers.Index().SelectMany(row => report.Columns.Index().Select(column =>
        {
            var entry = report.CellAt(row.Index, column.Index);
            var cell = entry.Cell;
            return new CellJson
            {
                Table = table,
                Writer = row.Item,
                Column = column.Item.Title,
                Reader = column.Item.Reader,
                RecordsPerPage = column.Item.RecordsPerPage.ToString(),
                Rwsem = report.RwSem.ToString(),
                Codes = cell?.Codes,
                Deadlock = cell is null ? null : entry.IsDeadlocked,
                WhyNot = entry.WhyNot,
                Error = entry.Error,
                CutBy = cell?.Result.CutBy,
                States = cell?.Result.States ?? 0,
                Transitions = cell?.Result.Transitions ?? 0,
                Depth = cell?.Result.Depth ?? 0,
            };
        }));
}

/// <summary>One table: its setting and its totals; no records per page where the readers have no buffer.</summary>
public sealed record TableJson
{
    public required string? RecordsPerPage { get; init; }

    public required string Rwsem { get; init; }

    public required int Cells { get; init; }

    public required int Inconclusive { get; init; }

    public required int Deadlocked { get; init; }

    public required long States { get; init; }

    internal static TableJson Of(MatrixReport table) => new()
    {
        RecordsPerPage = table.RecordsPerPage?.ToString(),
        Rwsem = table.RwSem.ToString(),
        Cells = table.Applicable,
        Inconclusive = table.Inconclusive,
        Deadlocked = table.Deadlocked,
        States = table.States,
    };
}

/// <summary>One cell; no codes when it was not reached or cannot be checked.</summary>
public sealed record CellJson
{
    public required int Table { get; init; }

    public required string Writer { get; init; }

    public required string Column { get; init; }

    public required string Reader { get; init; }

    public required string RecordsPerPage { get; init; }

    public required string Rwsem { get; init; }

    public required string? Codes { get; init; }

    public required bool? Deadlock { get; init; }

    public required string? WhyNot { get; init; }

    public required string? Error { get; init; }

    public required string? CutBy { get; init; }

    public required long States { get; init; }

    public required long Transitions { get; init; }

    public required int Depth { get; init; }
}

/// <summary>What a cell shows in all tables together.</summary>
public sealed record TogetherJson
{
    public required string Writer { get; init; }

    public required string Column { get; init; }

    public required string? Codes { get; init; }

    public required bool Deadlock { get; init; }

    public required bool Inconclusive { get; init; }
}

/// <summary>One row: a writer, and where it works.</summary>
public sealed record RowJson
{
    public required string Name { get; init; }

    public required string Layout { get; init; }

    public required int? Vma { get; init; }

    public required string? WhyNotUndone { get; init; }

    internal static RowJson Of(MatrixWriter writer) => new()
    {
        Name = writer.Name,
        Layout = writer.Layout,
        Vma = writer.Vma,
        WhyNotUndone = writer.WhyNotUndone,
    };
}
