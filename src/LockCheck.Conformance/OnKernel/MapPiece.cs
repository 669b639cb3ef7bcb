using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>Pages that differ between two maps, and that had one VMA before and have one after, or none.</summary>
/// <param name="Start">The first page.</param>
/// <param name="End">One past the last page.</param>
/// <param name="Before">The attributes before, with the offset of the first page; null where nothing was
/// mapped.</param>
/// <param name="After">The attributes after, likewise.</param>
internal sealed record MapPiece(int Start, int End, VmaAttributes? Before, VmaAttributes? After)
{
    private const byte Permissions = 7;

    /// <summary>Whether only the protection differs.</summary>
    public bool IsProtection => Before is { } before && After is { } after &&
        Content(before) == Content(after) && (before.Prot & ~Permissions) == (after.Prot & ~Permissions);

    /// <summary>The pieces that differ, in the order of addresses; kinds and anon_vmas count for nothing.</summary>
    public static IReadOnlyList<MapPiece> Between(IReadOnlyList<MapRecord> before, IReadOnlyList<MapRecord> after)
    {
        var edges = before.Concat(after).SelectMany(vma => (int[])[vma.Start, vma.End]).Distinct().Order().ToList();
        return
        [
            .. edges.Zip(edges.Skip(1), (start, end) => new MapPiece(start, end, At(before, start), At(after, start)))
                .Where(piece => piece.IsChange),
        ];
    }

    /// <summary>What moved from one place to another with nothing else beside it; null if nothing did.</summary>
    public static (MapPiece From, MapPiece To)? MoveIn(IReadOnlyList<MapPiece> pieces)
    {
        foreach (var from in pieces.Where(piece => piece.After is null))
        {
            var to = pieces.FirstOrDefault(piece => piece.End - piece.Start == from.End - from.Start &&
                piece.After is { } after && Shown(after) == Shown(from.Before!.Value) &&
                after.Pgoff == from.Before!.Value.Pgoff && after.Pgoff != piece.Start);
            if (to is not null)
            {
                return (from, to);
            }
        }

        return null;
    }

    /// <summary>Neighbours that one call makes the same.</summary>
    public static IEnumerable<MapPiece> Joined(IEnumerable<MapPiece> pieces)
    {
        MapPiece? last = null;
        foreach (var piece in pieces)
        {
            if (last is not null && last.End == piece.Start && last.GoesOnIn(piece))
            {
                last = last with { End = piece.End };
                continue;
            }

            if (last is not null)
            {
                yield return last;
            }

            last = piece;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    private bool IsChange => Before is null != After is null ||
        (Before is { } before && After is { } after && (Shown(before) != Shown(after) || before.Pgoff != after.Pgoff));

    private bool GoesOnIn(MapPiece next) => (After, next.After) switch
    {
        (null, null) => true,
        ({ } mine, { } other) => IsProtection == next.IsProtection && mine.Prot == other.Prot &&
            (IsProtection || (Shown(mine) == Shown(other) && mine.Pgoff + End - Start == other.Pgoff)),
        _ => false,
    };

    private static VmaAttributes? At(IReadOnlyList<MapRecord> map, int page)
    {
        foreach (var vma in map)
        {
            if (vma.Start <= page && page < vma.End)
            {
                return vma.Attributes with { Pgoff = vma.Attributes.Pgoff + page - vma.Start };
            }
        }

        return null;
    }

    private static VmaAttributes Shown(VmaAttributes attributes) =>
        attributes with { AnonVma = 0, Traits = 0, Pgoff = 0 };

    private static VmaAttributes Content(VmaAttributes attributes) =>
        attributes with { AnonVma = 0, Traits = 0, Prot = 0 };
}
