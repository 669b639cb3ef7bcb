using System.Collections.Immutable;

namespace LockCheck.Kernel.Layouts;

/// <summary>
/// The VMAs that a scenario starts from, in address order, and the size of the model's address space. Immutable, and
/// valid by construction; equal when every part is equal.
/// </summary>
public sealed class Layout : IEquatable<Layout>
{
    /// <summary>Largest size of an address space, in model pages: 16 bits hold one past its end too.</summary>
    public const int PagesMax = 65_535;

    /// <summary>Free pages that an address space has above its last VMA unless the size is given, in pages.</summary>
    public const int SlackPagesDefault = 4;

    /// <summary>Size of a real page unless given, in bytes.</summary>
    public const int PageBytesDefault = 4096;

    /// <summary>Makes a layout and checks it.</summary>
    /// <param name="vmas">The VMAs in address order; at least one.</param>
    /// <param name="pages">Size of the address space in model pages; null = <see cref="DefaultPages"/>.</param>
    /// <param name="pageBytes">Size of a real page in bytes; matters only to VMAs that know their addresses.</param>
    /// <param name="edges">Where further pages start in the real process, ascending; null = nowhere.</param>
    /// <exception cref="LayoutException">No VMA, an empty range, unsorted or overlapping ranges, a value out of
    /// bounds, or real addresses that contradict the model ranges.</exception>
    public Layout(
        IEnumerable<LayoutVma> vmas,
        int? pages = null,
        int pageBytes = PageBytesDefault,
        IEnumerable<LayoutEdge>? edges = null)
    {
        ArgumentNullException.ThrowIfNull(vmas);
        Vmas = [.. vmas];
        LayoutRules.CheckVmas(Vmas, pageBytes);
        PageBytes = pageBytes;
        Pages = pages ?? DefaultPages(Vmas[^1].End);
        Edges = [.. edges ?? []];
        LayoutRules.CheckPages(Vmas[^1], Pages);
        LayoutRules.CheckEdges(Edges, Pages, pageBytes);
    }

    /// <summary>The VMAs in address order.</summary>
    public ImmutableArray<LayoutVma> Vmas { get; }

    /// <summary>Addresses of pages at which no VMA starts or ends, ascending; empty unless somebody cares.</summary>
    public ImmutableArray<LayoutEdge> Edges { get; }

    /// <summary>Size of the model's address space in model pages: pages 0 to Pages - 1 exist.</summary>
    public int Pages { get; }

    /// <summary>Size of a real page in bytes, for the translation of model pages to addresses.</summary>
    public int PageBytes { get; }

    /// <summary>The size, in pages, that an address space has when nobody gives one.</summary>
    /// <param name="lastEnd">One past the last page of the last VMA.</param>
    public static int DefaultPages(int lastEnd) =>
        lastEnd <= PagesMax - SlackPagesDefault ? lastEnd + SlackPagesDefault : Math.Max(lastEnd, PagesMax);

    /// <inheritdoc/>
    public bool Equals(Layout? other) =>
        other is not null && Pages == other.Pages && PageBytes == other.PageBytes
        && Vmas.AsSpan().SequenceEqual(other.Vmas.AsSpan()) && Edges.AsSpan().SequenceEqual(other.Edges.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Layout);

    /// <summary>A hash for tables in memory only: it differs from one run of the program to the next.</summary>
    public override int GetHashCode() => HashCode.Combine(Pages, PageBytes, Vmas.Length, Vmas[^1]);

    /// <summary>The short form of <see cref="LayoutText"/>, which parses back to an equal layout.</summary>
    public override string ToString() => LayoutText.Print(this);
}
