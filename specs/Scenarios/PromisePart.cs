using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Scenarios;

/// <summary>
/// Readers that have no codes in protocols.md 6.1, because they list no map or those of several tasks. A cell shows
/// what is broken of what the reader promises, by the ids of the invariants.
/// </summary>
public sealed class PromisePart : MatrixPart
{
    /// <summary>Stands for a crash, as in the first part.</summary>
    public const string Crash = "C";

    private const string Deadlock = "deadlock";
    private const char Comma = ',';

    private readonly Func<ReaderProtocol, bool> _has;

    private PromisePart(string name, string heading, bool hasPages, Func<ReaderProtocol, bool> has)
    {
        (Name, Heading, HasPages) = (name, heading, hasPages);
        _has = has;
    }

    /// <summary>
    /// Gets the readers that list nothing: a query, a fault, a program with one callback or other locks.
    /// </summary>
    public static PromisePart Answers { get; } = new(
        "answers",
        "readers that list no map: what they promise and break",
        hasPages: false,
        reader => reader.Tasks is null && !reader.ListsMap);

    /// <summary>Gets the readers that list tasks, their files or their maps.</summary>
    public static PromisePart Tasks { get; } = new(
        "tasks",
        "readers over tasks: what they promise and break",
        hasPages: true,
        reader => reader.Tasks is not null);

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Heading { get; }

    /// <inheritdoc/>
    public override bool HasPages { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixColumn> ColumnsOf(Catalogue catalogue, RecordsPerPage recordsPerPage)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return
        [
            .. catalogue.Readers.Where(_has)
                .Select(reader => new MatrixColumn(reader.Name, reader.Name, recordsPerPage)),
        ];
    }

    /// <inheritdoc/>
    /// <remarks>A writer that none of the readers can meet is no row.</remarks>
    public override IReadOnlyList<WriterProtocol> WritersOf(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var readers = catalogue.Readers.Where(_has).ToList();
        return
        [
            .. catalogue.Writers.Where(
                writer => readers.Exists(reader => CommonKernel.WhyNot(reader, [writer]) is null)),
        ];
    }

    /// <inheritdoc/>
    public override Scenario ScenarioOf(
        Catalogue catalogue, MatrixColumn column, string writer, RwSemLevel rwSem, int repeat, bool undoes)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(column);
        return base.ScenarioOf(catalogue, column, writer, rwSem, repeat, undoes) with
        {
            Invariants = catalogue.Reader(column.Reader).Promises,
        };
    }

    /// <inheritdoc/>
    public override string CodesOf(SearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Text(result.Findings.Select(finding => finding.Property).OfType<Property>()
            .Where(property => property.IsFailure)
            .Select(property => property.Kind == PropertyKind.Crash ? Crash : property.Id));
    }

    /// <inheritdoc/>
    public override string Together(IEnumerable<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return Text(cells.SelectMany(IdsOf));
    }

    /// <inheritdoc/>
    public override string TextOf(string codes, bool isDeadlocked)
    {
        var all = string.Join(Comma, isDeadlocked ? [.. IdsOf(codes), Deadlock] : IdsOf(codes));
        return all.Length == 0 ? "." : all;
    }

    /// <summary>The ids that the codes of a cell are made of.</summary>
    /// <param name="codes">The codes.</param>
    /// <returns>The ids of what is broken, and <see cref="Crash"/>.</returns>
    public static IReadOnlyList<string> IdsOf(string codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        return codes.Split(Comma, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The crash is the last, whatever is broken before it.</summary>
    private static string Text(IEnumerable<string> ids) => string.Join(
        Comma,
        ids.Distinct(StringComparer.Ordinal).OrderBy(id => id == Crash).ThenBy(id => id, StringComparer.Ordinal));
}
