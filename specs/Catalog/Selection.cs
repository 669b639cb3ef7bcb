using LockCheck.Specs.Invariants;

namespace LockCheck.Specs.Catalog;

/// <summary>Some of what the catalogue has, or all of it.</summary>
/// <param name="Readers">The readers, by name.</param>
/// <param name="Writers">The writers, by name.</param>
/// <param name="Invariants">The invariants, by id.</param>
public sealed record Selection(
    IReadOnlyList<ReaderProtocol> Readers,
    IReadOnlyList<WriterProtocol> Writers,
    IReadOnlyList<Invariant> Invariants)
{
    /// <summary>What some names stand for.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="names">
    /// Names of readers, writers and invariants, families of readers (<c>task_vma</c>) and columns of the matrix; none
    /// for everything.
    /// </param>
    /// <returns>What they name.</returns>
    /// <exception cref="UnknownNameException">A name stands for nothing.</exception>
    public static Selection Of(Catalogue catalogue, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(names);
        var known = catalogue.Readers.SelectMany(NamesOf)
            .Concat(catalogue.Writers.Select(writer => writer.Name))
            .Concat(catalogue.Invariants.Select(invariant => invariant.Id))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return names.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw UnknownNameException.For("reader, writer or invariant", unknown, known)
            : new Selection(
                [.. catalogue.Readers.Where(reader => names.Count == 0 || NamesOf(reader).Intersect(names).Any())],
                [.. catalogue.Writers.Where(writer => names.Count == 0 || names.Contains(writer.Name))],
                [.. catalogue.Invariants.Where(invariant => names.Count == 0 || names.Contains(invariant.Id))]);
    }

    private static IEnumerable<string> NamesOf(ReaderProtocol reader)
    {
        yield return reader.Name;
        if (reader.Name.Split('/') is [var family, _, ..])
        {
            yield return family;
        }

        if (reader.Column is { } column)
        {
            yield return column;
        }
    }
}
