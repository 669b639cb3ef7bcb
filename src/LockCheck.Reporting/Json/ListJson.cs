using LockCheck.Reporting.Lists;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>list --json</c> prints.</summary>
public sealed record ListJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "list";

    public int ExitCode => 0;

    public required IReadOnlyList<ReaderItemJson> Readers { get; init; }

    public required IReadOnlyList<WriterItemJson> Writers { get; init; }

    public required IReadOnlyList<InvariantItemJson> Invariants { get; init; }

    public static ListJson Of(ListReport report) => new()
    {
        Readers =
        [
            .. report.Readers.Select(reader => new ReaderItemJson
            {
                Name = reader.Name,
                Summary = reader.Summary,
                Column = reader.Column,
                Versions = reader.Facts?.Versions,
                ReliesOn = reader.Facts?.ReliesOn,
                Source = reader.Facts?.Source,
                Promises = [.. InvariantOrder.Sorted(reader.Promises)],
                Defects = report.DefectsOf(reader),
            }),
        ],
        Writers =
        [
            .. report.Writers.Select(writer => new WriterItemJson
            {
                Name = writer.Name,
                Row = writer.Row,
                Layout = writer.Layout,
                Vma = writer.DefaultAt,
                LastKernel = writer.LastKernel?.ToString(),
                WhyNotUndone = ListReport.UndoOf(writer).WhyNot,
            }),
        ],
        Invariants =
        [
            .. report.Invariants
                .Select(invariant => new InvariantItemJson { Id = invariant.Id, Title = invariant.Title }),
        ],
    };
}

/// <summary>A reader.</summary>
public sealed record ReaderItemJson
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public required string? Column { get; init; }

    public required string? Versions { get; init; }

    public required string? ReliesOn { get; init; }

    public required string? Source { get; init; }

    public required IReadOnlyList<string> Promises { get; init; }

    public required IReadOnlyList<string> Defects { get; init; }
}

/// <summary>A writer, with its own layout and place.</summary>
public sealed record WriterItemJson
{
    public required string Name { get; init; }

    public required string Row { get; init; }

    public required string Layout { get; init; }

    public required int Vma { get; init; }

    public required string? LastKernel { get; init; }

    public required string? WhyNotUndone { get; init; }
}

/// <summary>An invariant.</summary>
public sealed record InvariantItemJson
{
    public required string Id { get; init; }

    public required string Title { get; init; }
}
