using LockCheck.Reporting.Matrix;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Json;

/// <summary>A part of the matrix whose cells show what is broken of what the readers promise.</summary>
public sealed record PromisePartJson
{
    public required string Readers { get; init; }

    public required IReadOnlyList<TableJson> Tables { get; init; }

    public required IReadOnlyList<PromiseCellJson> Cells { get; init; }

    public required IReadOnlyList<PromisesTogetherJson> Together { get; init; }

    public required IReadOnlyList<RowJson> Writers { get; init; }

    internal static PromisePartJson Of(MatrixPartReport part) => new()
    {
        Readers = part.Part.Name,
        Tables = [.. part.Tables.Select(TableJson.Of)],
        Cells = [.. part.Tables.Index().SelectMany(table => CellsOf(table.Item, table.Index))],
        Together =
        [
            .. part.Writers.Index().SelectMany(row => part.Columns.Select(column => new PromisesTogetherJson
            {
                Writer = row.Item.Name,
                Reader = column.Reader,
                Broken = part.CodesOf(row.Index, column.Title) is { } codes ? PromisePart.IdsOf(codes) : null,
                Deadlock = part.EntriesOf(row.Index, column.Title).Any(entry => entry.IsDeadlocked),
                Inconclusive = part.EntriesOf(row.Index, column.Title).Any(entry => entry.IsInconclusive),
            })),
        ],
        Writers = [.. part.Writers.Select(RowJson.Of)],
    };

    private static IEnumerable<PromiseCellJson> CellsOf(MatrixReport report, int table) =>
        report.Writers.Index().SelectMany(row => report.Columns.Index().Select(column =>
        {
            var entry = report.CellAt(row.Index, column.Index);
            var cell = entry.Cell;
            return new PromiseCellJson
            {
                Table = table,
                Writer = row.Item,
                Reader = column.Item.Reader,
                RecordsPerPage = report.RecordsPerPage?.ToString(),
                Rwsem = report.RwSem.ToString(),
                Broken = cell is null ? null : PromisePart.IdsOf(cell.Codes),
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

/// <summary>One cell; nothing is known of what is broken when it was not reached or cannot be checked.</summary>
public sealed record PromiseCellJson
{
    public required int Table { get; init; }

    public required string Writer { get; init; }

    public required string Reader { get; init; }

    public required string? RecordsPerPage { get; init; }

    public required string Rwsem { get; init; }

    public required IReadOnlyList<string>? Broken { get; init; }

    public required bool? Deadlock { get; init; }

    public required string? WhyNot { get; init; }

    public required string? Error { get; init; }

    public required string? CutBy { get; init; }

    public required long States { get; init; }

    public required long Transitions { get; init; }

    public required int Depth { get; init; }
}

/// <summary>What a cell shows in all tables of its part together.</summary>
public sealed record PromisesTogetherJson
{
    public required string Writer { get; init; }

    public required string Reader { get; init; }

    public required IReadOnlyList<string>? Broken { get; init; }

    public required bool Deadlock { get; init; }

    public required bool Inconclusive { get; init; }
}
