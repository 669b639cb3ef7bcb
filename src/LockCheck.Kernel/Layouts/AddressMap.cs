using System.Globalization;

namespace LockCheck.Kernel.Layouts;

/// <summary>
/// Translates edges of model pages to addresses of the real process that a layout was scaled from, for traces. Needs
/// the layout alone. An edge of a VMA is exact. Inside a VMA or gap, pages count up from its start (below the first
/// VMA: down from it) and the page at the far end stands for all the rest, so the edge before it is not one edge but
/// many: it is marked with <c>~</c>.
/// </summary>
public sealed class AddressMap(Layout layout)
{
    private readonly Layout _layout = layout ?? throw new ArgumentNullException(nameof(layout));

    /// <summary>The real address where a model page starts: hexadecimal as maps prints it, after <c>~</c> if it is
    /// approximate; null where the layout knows no addresses.</summary>
    /// <param name="modelPage">0 to <see cref="Layout.Pages"/>, which stands for the end of the last page.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page is outside the address space.</exception>
    public string? RealAddress(int modelPage)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(modelPage);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(modelPage, _layout.Pages);
        if (EdgeAt(modelPage) is { } edge) return Text(edge.Address);
        int i = LastVmaAtOrBelow(modelPage);
        if (i < 0) return BelowFirst(_layout.Vmas[0], modelPage);

        LayoutVma vma = _layout.Vmas[i];
        if (modelPage == vma.Start)
        {
            if (vma.HasReal) return Text(vma.RealStart);
            LayoutVma? before = i > 0 ? _layout.Vmas[i - 1] : null;
            return before is { HasReal: true } && before.End == modelPage ? Text(before.RealEnd) : null;
        }

        if (!vma.HasReal) return null;
        if (modelPage < vma.End) return Inside(vma.RealStart, vma.RealEnd, modelPage - vma.Start, vma.Pages);
        if (modelPage == vma.End) return Text(vma.RealEnd);

        LayoutVma? next = i + 1 < _layout.Vmas.Length ? _layout.Vmas[i + 1] : null;
        if (next is { HasReal: false }) return null;
        int gapEnd = next?.Start ?? _layout.Pages;
        return Inside(vma.RealEnd, next?.RealStart ?? ulong.MaxValue, modelPage - vma.End, gapEnd - vma.End);
    }

    /// <summary>The real addresses of a range of model pages, <c>START-END</c>; null where one is not known.</summary>
    /// <param name="start">First page.</param>
    /// <param name="end">One past the last page.</param>
    /// <exception cref="ArgumentOutOfRangeException">A page is outside the address space.</exception>
    public string? RealRange(int start, int end) =>
        RealAddress(start) is { } from && RealAddress(end) is { } to ? $"{from}-{to}" : null;

    private LayoutEdge? EdgeAt(int page)
    {
        int low = 0;
        for (int high = _layout.Edges.Length; low < high;)
        {
            int middle = (low + high) / 2;
            if (_layout.Edges[middle].Page < page) low = middle + 1;
            else high = middle;
        }

        return low < _layout.Edges.Length && _layout.Edges[low].Page == page ? _layout.Edges[low] : null;
    }

    private string? BelowFirst(LayoutVma first, int page)
    {
        if (!first.HasReal) return null;
        if (page == 0) return Text(0);
        int pagesBelow = first.Start - page;
        ulong bytes = (ulong)pagesBelow * (ulong)_layout.PageBytes;
        bool exact = first.RealStart / (ulong)_layout.PageBytes == (ulong)first.Start;
        ulong address = bytes < first.RealStart ? first.RealStart - bytes : 0;
        return Text(address, approximate: !exact && page == 1);
    }

    /// <summary>The edge <paramref name="k"/> pages above the start of a stretch of <paramref name="pages"/>.</summary>
    private string Inside(ulong realStart, ulong realEnd, int k, int pages)
    {
        ulong realPages = (realEnd - realStart) / (ulong)_layout.PageBytes;
        // A text written by hand may give a VMA more model pages than real ones: no edge inside it is exact then.
        bool approximate = realPages < (ulong)pages || (realPages > (ulong)pages && k >= pages - 1);
        return Text(realStart + (Math.Min((ulong)k, realPages) * (ulong)_layout.PageBytes), approximate);
    }

    private static string Text(ulong address, bool approximate = false) =>
        (approximate ? "~" : "") + address.ToString("x8", CultureInfo.InvariantCulture);

    private int LastVmaAtOrBelow(int page)
    {
        int low = -1;
        int high = _layout.Vmas.Length;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (_layout.Vmas[middle].Start <= page) low = middle;
            else high = middle;
        }

        return low;
    }
}
