using System.Collections.Immutable;
using LockCheck.Kernel.Exact;

namespace LockCheck.Kernel.Traces;

/// <summary>An address space as it was at one moment.</summary>
internal sealed class MapView
{
    private MapView(ImmutableArray<ViewedVma> vmas) => Vmas = vmas;

    /// <summary>Its VMAs, in the order of addresses.</summary>
    public ImmutableArray<ViewedVma> Vmas { get; }

    /// <summary>Looks at an address space.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="text">Names its VMAs.</param>
    public static MapView Of(ExactSpace space, MapsText text)
    {
        var vmas = ImmutableArray.CreateBuilder<ViewedVma>(space.Count);
        for (var vma = space.First; vma is not null; vma = vma.Next)
        {
            vmas.Add(new ViewedVma
            {
                Start = vma.Start,
                End = vma.End,
                Flags = vma.Flags,
                File = vma.File is { } file && !file.Name.StartsWith('[') ? file.Id : 0,
                Pgoff = vma.Pgoff,
                AnonVma = vma.Anon?.Id ?? 0,
                Hidden = (vma.Policy, vma.Uffd, vma.HasClose),
                Name = text.ColumnOf(space, vma),
            });
        }

        return new MapView(vmas.MoveToImmutable());
    }

    /// <summary>The VMA that holds a page, or none.</summary>
    public ViewedVma? At(long page) => Position(page) is var at && at < Vmas.Length && Vmas[at].Start <= page
        ? Vmas[at]
        : null;

    /// <summary>Whether a page of a range is mapped.</summary>
    public bool IsMapped(long start, long end) =>
        Position(start) is var at && at < Vmas.Length && Vmas[at].Start < end;

    /// <summary>The VMAs that have a page in a range.</summary>
    public IEnumerable<ViewedVma> In(long start, long end)
    {
        for (var at = Position(start); at < Vmas.Length && Vmas[at].Start < end; at++)
        {
            yield return Vmas[at];
        }
    }

    /// <summary>Whether two moments show the same VMAs, but for their anon_vmas.</summary>
    public bool LooksLike(MapView other) => Vmas.Length == other.Vmas.Length && Vmas.Zip(other.Vmas).All(pair =>
        pair.First.Start == pair.Second.Start && pair.First.End == pair.Second.End &&
        pair.First.Pgoff == pair.Second.Pgoff && pair.First.HasAttributesOf(pair.Second));

    /// <summary>
    /// The pieces of two moments between the edges of both, with the VMA that each had there, if any.
    /// </summary>
    public static IEnumerable<(long Start, long End, ViewedVma? Before, ViewedVma? After)> Pieces(
        MapView before, MapView after)
    {
        var edges = before.Vmas.Concat(after.Vmas).SelectMany(vma => (long[])[vma.Start, vma.End]).Distinct().Order()
            .ToList();
        return edges.Zip(edges.Skip(1))
            .Select(piece => (piece.First, piece.Second, before.At(piece.First), after.At(piece.First)))
            .Where(piece => piece.Item3 is not null || piece.Item4 is not null);
    }

    /// <summary>The position of the first VMA that ends behind a page.</summary>
    private int Position(long page)
    {
        var low = 0;
        for (var high = Vmas.Length; low < high;)
        {
            var middle = (low + high) / 2;
            if (Vmas[middle].End <= page)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
