using System.Collections.Immutable;
using System.Numerics;

namespace LockCheck.Kernel.Layouts;

/// <summary>What every <see cref="Layout"/> satisfies, and the error for each rule.</summary>
internal static class LayoutRules
{
    private const Prot AllProt = Prot.Read | Prot.Write | Prot.Exec | Prot.Shared;
    private const VmaTraits AllTraits = VmaTraits.Special | VmaTraits.CloseHook | VmaTraits.GrowsDown;

    public static bool IsPageSize(int bytes) => bytes >= Layout.PageBytesDefault && BitOperations.IsPow2(bytes);

    public static void CheckVmas(ImmutableArray<LayoutVma> vmas, int pageBytes)
    {
        if (!IsPageSize(pageBytes))
        {
            throw new LayoutException(
                $"a page of {pageBytes} bytes is not possible",
                "a size in kilobytes or in pages where bytes are expected",
                "give a power of two of at least 4096 bytes");
        }

        if (vmas.IsEmpty)
        {
            throw new LayoutException(
                "the layout holds no VMA",
                "an empty text, or a process that has no memory map",
                "give at least one range, for example: 0-4r");
        }

        for (int i = 0; i < vmas.Length; i++)
        {
            CheckVma(vmas[i], pageBytes);
            if (i > 0) CheckNeighbours(vmas[i - 1], vmas[i]);
        }
    }

    public static void CheckPages(LayoutVma last, int pages)
    {
        if (pages > Layout.PagesMax || last.End > Layout.PagesMax)
        {
            throw new LayoutException(
                $"the address space needs {Math.Max(pages, last.End)} pages; the most is {Layout.PagesMax}",
                "page numbers of a real process used as model pages, or a large map scaled with many pages a VMA",
                "use small page numbers, or scale with fewer pages a VMA");
        }

        if (pages < last.End)
        {
            throw new LayoutException(
                $"the address space has {pages} pages, but the last VMA, {last}, ends at {last.End}",
                "VMAs were added and the size stayed",
                $"give at least {last.End} pages, or leave the size out");
        }
    }

    public static void CheckEdges(ImmutableArray<LayoutEdge> edges, int pages, int pageBytes)
    {
        for (int i = 0; i < edges.Length; i++)
        {
            (int page, ulong address) = edges[i];
            if (page < 0 || page > pages || (address & ((ulong)pageBytes - 1)) != 0 ||
                (i > 0 && (page <= edges[i - 1].Page || address <= edges[i - 1].Address)))
            {
                throw new LayoutException(
                    $"the edge {page}:{address:x} is no page of the address space, no multiple of {pageBytes}, or not "
                        + "above the one before it",
                    "an edge that was added or moved by hand",
                    "write edge=PAGE:HEX in ascending order, or leave all of them out");
            }
        }
    }

    public static void CheckVma(LayoutVma v, int pageBytes)
    {
        if (v.Start < 0 || v.Start >= v.End)
        {
            throw new LayoutException(
                $"the range of VMA {v} is empty, backwards or negative",
                "END is one past the last page, not the last page",
                "write START-END with START below END");
        }

        if (v.Pgoff < 0 || v.FileId < 0 || v.AnonVma < 0 || v.Pgoff > int.MaxValue - v.Pages)
        {
            throw new LayoutException(
                $"VMA {v} has a negative file, offset or anon_vma, or an offset beyond 2147483647 pages",
                "an offset in bytes, or a difference that went below 0",
                "give numbers from 0 up; pgoff counts pages");
        }

        if (v.Kind is < 0 or > LayoutVma.KindMax)
        {
            throw new LayoutException(
                $"VMA {v} is of kind {v.Kind}; the kinds are 0 to {LayoutVma.KindMax}",
                "a process that uses very many flags and policies, or a slip",
                $"give a number up to {LayoutVma.KindMax}");
        }

        if ((v.Prot & ~AllProt) != 0 || (v.Traits & ~AllTraits) != 0)
        {
            throw new LayoutException(
                $"VMA {v} has protection or trait bits that nobody defined ({(int)v.Prot}, {(int)v.Traits})",
                "a number cast to Prot or VmaTraits",
                "combine only the named values");
        }

        if (v.RealStart == 0 && v.RealEnd == 0) return;
        ulong mask = (ulong)pageBytes - 1;
        if (v.RealStart >= v.RealEnd || ((v.RealStart | v.RealEnd) & mask) != 0)
        {
            throw new LayoutException(
                $"the real addresses of VMA {v} are empty, backwards or not multiples of {pageBytes}",
                "a digit lost in the text, or another page size than that of the machine they come from",
                "copy both addresses in full and set the page size of that machine, or leave both out");
        }
    }

    private static void CheckNeighbours(LayoutVma low, LayoutVma high)
    {
        if (high.Start < low.End)
        {
            bool overlap = low.Start < high.End;
            throw new LayoutException(
                $"VMA {high} {(overlap ? "overlaps" : "lies below")} the VMA before it, {low}",
                overlap
                    ? "END is one past the last page, so 0-4 and 4-8 touch"
                    : "ranges in another order than that of addresses",
                overlap ? "move one of the two ranges" : "write the ranges in ascending order");
        }

        if (!low.HasReal || !high.HasReal) return;
        if (high.RealStart < low.RealEnd || (high.Start == low.End) != (high.RealStart == low.RealEnd))
        {
            throw new LayoutException(
                $"the real addresses of VMA {low} and of VMA {high} contradict their page ranges",
                "one of the two was changed by hand: the order must be the same, and both touch or neither",
                "correct the ranges, or leave the real addresses of both out");
        }
    }
}
