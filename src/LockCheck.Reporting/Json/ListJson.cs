using LockCheck.Reporting.Text;
using LockCheck.Specs.Catalog;

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

    public static ListJson Of(Catalogue catalogue) => new()
    {
        Readers =
        [
            .. catalogue.Readers.Select(reader => new ReaderItemJson
            {
                Name = reader.Name,
                Summary = reader.Summary,
                Column = reader.Column,
                Promises = [.. InvariantOrder.Sorted(reader.Promises)],
            }),
        ],
        Writers =
        [
            .. catalogue.Writers.Select(writer => new WriterItemJson
            {
                Name = writer.Name,
                Row = writer.Row,
                Layout = writer.Layout,
                Vma = writer.DefaultAt,
            }),
        ],
        Invariants =
        [
            .. InvariantOrder.Sorted(catalogue.Invariants.Select(invariant => invariant.Id))
                .Select(id => catalogue.Invariants.First(invariant => invariant.Id == id))
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

    public required IReadOnlyList<string> Promises { get; init; }
}

/// <summary>A writer, with its own layout and place.</summary>
public sealed record WriterItemJson
{
    public required string Name { get; init; }

    public required string Row { get; init; }

    public required string Layout { get; init; }

    public required int Vma { get; init; }
}

/// <summary>An invariant.</summary>
public sealed record InvariantItemJson
{
    public required string Id { get; init; }

    public required string Title { get; init; }
}
