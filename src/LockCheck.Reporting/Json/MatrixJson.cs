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

    public required string RecordsPerPage { get; init; }

    public required string Rwsem { get; init; }

    public required IReadOnlyList<CellJson> Cells { get; init; }

    public required long States { get; init; }

    public required double Seconds { get; init; }

    public static MatrixJson Of(MatrixReport report, int exitCode) => new()
    {
        Verdict = report.IsComplete ? "complete" : "inconclusive",
        ExitCode = exitCode,
        Repeat = report.Repeat,
        RecordsPerPage = report.RecordsPerPage.ToString(),
        Rwsem = report.RwSem.ToString(),
        Cells =
        [
            .. report.Writers.Index().SelectMany(row => report.Columns.Index().Select(column =>
                CellOf(report, row.Index, column.Index))),
        ],
        States = report.Cells.Sum(cell => cell?.Result.States ?? 0),
        Seconds = report.Elapsed.TotalSeconds,
    };

    private static CellJson CellOf(MatrixReport report, int row, int column)
    {
        var cell = report.CellAt(row, column);
        return new CellJson
        {
            Writer = report.Writers[row],
            Column = report.Columns[column].Title,
            Reader = report.Columns[column].Reader,
            RecordsPerPage = report.Columns[column].RecordsPerPage.ToString(),
            Codes = cell?.Codes,
            WhyNot = report.WhyNotAt(row, column),
            Deadlock = cell?.Result.Findings.Any(finding => finding.IsDeadlock),
            CutBy = cell?.Result.CutBy,
            States = cell?.Result.States ?? 0,
            Transitions = cell?.Result.Transitions ?? 0,
            Depth = cell?.Result.Depth ?? 0,
        };
    }
}

/// <summary>One cell; no codes when it was not reached, or when there is nothing to check.</summary>
public sealed record CellJson
{
    public required string Writer { get; init; }

    public required string Column { get; init; }

    public required string Reader { get; init; }

    public required string RecordsPerPage { get; init; }

    public required string? Codes { get; init; }

    public required string? WhyNot { get; init; }

    public required bool? Deadlock { get; init; }

    public required string? CutBy { get; init; }

    public required long States { get; init; }

    public required long Transitions { get; init; }

    public required int Depth { get; init; }
}
