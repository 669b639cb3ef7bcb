using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Scenarios;

/// <summary>
/// The readers that list one map, with the codes of protocols.md 6.1: what can happen, promised or not.
/// </summary>
public sealed class MapPart : MatrixPart
{
    private const string Deadlock = "!";

    /// <inheritdoc/>
    public override string Name => "maps";

    /// <inheritdoc/>
    public override string Heading => string.Empty;

    /// <inheritdoc/>
    public override bool HasPages => true;

    /// <inheritdoc/>
    public override IReadOnlyList<MatrixColumn> ColumnsOf(Catalogue catalogue, RecordsPerPage recordsPerPage) =>
        MatrixColumn.Of(catalogue, recordsPerPage);

    /// <inheritdoc/>
    public override IReadOnlyList<WriterProtocol> WritersOf(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return [.. catalogue.MapWriters];
    }

    /// <inheritdoc/>
    public override string CodesOf(SearchResult result) => MatrixRunner.CodesOf(result);

    /// <inheritdoc/>
    public override string Together(IEnumerable<string> cells)
    {
        var all = string.Concat(cells);
        return string.Concat(MatrixRunner.Legend
            .Select(known => known.Code)
            .Where(code => all.Contains(code, StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public override string TextOf(string codes, bool isDeadlocked)
    {
        ArgumentNullException.ThrowIfNull(codes);
        return (codes.Length == 0 ? "." : codes) + (isDeadlocked ? Deadlock : string.Empty);
    }
}
