using System.Collections.Immutable;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// What a call of the log did, as a call of a small world: by its arguments where the maps before and after it do not
/// say it, and by these otherwise.
/// </summary>
/// <param name="before">The map before it.</param>
/// <param name="after">The map after it.</param>
internal sealed class CallEffect(MapView before, MapView after)
{
    private const int Shift = Exact.ExactSpace.PageShift;

    /// <summary>The effect of a call of a log: its word, its ranges (none if nothing changed), or why it has none.
    /// </summary>
    public (string Word, ImmutableArray<(long Start, long End)> Ranges, string? WhyNot) Of(
        CallKind kind, StraceArgs args, long returned)
    {
        switch (kind)
        {
            case CallKind.Mremap when returned >= 0:
                var from = (long)(args.Number("an address") >> Shift);
                var old = Exact.ExactSpace.PagesOf(args.Number("an old length"));
                var pages = Exact.ExactSpace.PagesOf(args.Number("a new length"));
                var keeps = args.Next().IndexOf("DONTUNMAP"u8) >= 0;
                return Remap((from, from + old), (returned >> Shift, (returned >> Shift) + pages), keeps);
            case CallKind.Mmap when returned >= 0:
                _ = args.Number("an address");
                var placed = returned >> Shift;
                return Map(placed, placed + Exact.ExactSpace.PagesOf(args.Number("a length")));
            case CallKind.RemapFilePages when returned >= 0:
                var start = (long)(args.Number("an address") >> Shift);
                return (WordOf(kind), [(start, start + Exact.ExactSpace.PagesOf(args.Number("a length")))], null);
            default:
                return Other(WordOf(kind));
        }
    }

    /// <summary>The effect of a call whose maps before and after it say all.</summary>
    public (string Word, ImmutableArray<(long Start, long End)> Ranges, string? WhyNot) Other(string word)
    {
        var pieces = MapView.Pieces(before, after).ToList();
        var gone = HullOf(pieces.Where(piece => piece.After is null));
        var made = HullOf(pieces.Where(piece => piece.Before is null));
        if (gone is null && made is null)
        {
            var changed = Changed(pieces);
            return (word, changed, changed.IsEmpty && !after.LooksLike(before)
                ? "a call that failed and leaves a split behind"
                : null);
        }

        return (gone, made) switch
        {
            ({ } hull, null) => after.IsMapped(hull.Start, hull.End)
                ? (word, [], "it unmaps several ranges")
                : (word is "brk" ? "brk-shrink" : word is "shmdt" ? word : "munmap", [hull], null),
            (null, { } hull) => IsWhole(hull)
                ? (word is not "brk" ? "shmat" : IsApart(hull) ? "brk-new" : "brk", [hull], null)
                : (word, [], "it maps several ranges"),
            _ => (word, [], "it maps and unmaps"),
        };
    }

    /// <summary>The word of a call that has no special form.</summary>
    public static string WordOf(CallKind kind) => kind switch
    {
        CallKind.PkeyMprotect => "pkey_mprotect",
        CallKind.RemapFilePages => "remap_file_pages",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The effect of an mmap.</summary>
    public (string Word, ImmutableArray<(long Start, long End)> Ranges, string? WhyNot) Map(long start, long end)
    {
        var word = before.IsMapped(start, end) ? "mmap-fixed" : "mmap";
        return IsWhole((start, end)) ? (word, [(start, end)], null)
            : (word, [], "the new mapping is not one VMA");
    }

    /// <summary>The effect of an mremap from one range to another, which may begin at the same page.</summary>
    public (string Word, ImmutableArray<(long Start, long End)> Ranges, string? WhyNot) Remap(
        (long Start, long End) from, (long Start, long End) to, bool keeps)
    {
        var (old, pages) = (from.End - from.Start, to.End - to.Start);
        if (from.Start == to.Start)
        {
            return pages == old ? ("mremap", [], null)
                : pages < old ? ("mremap-shrink", [(to.End, from.End)], null)
                : ("mremap", [from, to], null);
        }

        var isOver = before.IsMapped(to.Start, to.End);
        return old == 0 ? ("mremap", [], "an mremap that makes a second mapping")
            : pages < old ? ("mremap", [], "an mremap that moves and shrinks")
            : !IsInOne(before, from) ? ("mremap", [], "an mremap of several VMAs, or of one and what lies behind it")
            : keeps ? ("mremap-dontunmap", [from, to], null)
            : !isOver ? ("mremap", [from, to], null)
            : pages == old ? ("mremap-fixed", [from, to], null)
            : ("mremap", [], "an mremap that grows over another mapping");
    }

    /// <summary>The pieces that have other attributes than before.</summary>
    private static ImmutableArray<(long Start, long End)> Changed(
        List<(long Start, long End, ViewedVma? Before, ViewedVma? After)> pieces) =>
    [
        .. pieces.Where(piece => !piece.Before!.HasAttributesOf(piece.After!))
            .Select(piece => (piece.Start, piece.End)),
    ];

    private static (long Start, long End)? HullOf(
        IEnumerable<(long Start, long End, ViewedVma? Before, ViewedVma? After)> pieces)
    {
        var all = pieces.ToList();
        return all.Count == 0 ? null : (all[0].Start, all[^1].End);
    }

    private static bool IsInOne(MapView map, (long Start, long End) range) =>
        map.At(range.Start) is { } vma && vma.End >= range.End;

    /// <summary>Whether a VMA starts where a range does.</summary>
    private bool IsApart((long Start, long End) range) => after.At(range.Start)!.Start == range.Start;

    /// <summary>Whether a range is a part of one VMA in the end.</summary>
    private bool IsWhole((long Start, long End) range) =>
        after.At(range.Start) is { } vma && vma.End >= range.End;
}
