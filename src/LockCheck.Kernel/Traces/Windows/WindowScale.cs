using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// The edges of a window as model pages: one page for each stretch between two neighbouring edges. What mremap moves
/// has the same edges at both places, so that its length stays the same.
/// </summary>
internal sealed class WindowScale
{
    private readonly List<long> _edges;
    private readonly int _below;

    private WindowScale(List<long> edges)
    {
        _edges = edges;

        // What lies below the first edge is a stretch, too.
        _below = edges.Count > 0 && edges[0] > 0 ? 1 : 0;
    }

    /// <summary>Gets the size of the address space in model pages, with one that is free above the last edge.</summary>
    public int Pages => _edges.Count + _below;

    /// <summary>Collects the edges of some calls and of the maps around them.</summary>
    public static WindowScale Of(IReadOnlyList<MadeCall> calls)
    {
        var edges = new SortedSet<long>();
        foreach (var vma in calls[0].Before.Vmas.Concat(calls.SelectMany(call => call.After.Vmas)))
        {
            edges.Add(vma.Start);
            edges.Add(vma.End);
        }

        foreach (var (start, end) in calls.SelectMany(call => call.Ranges))
        {
            edges.Add(start);
            edges.Add(end);
        }

        var moves = calls.Where(IsMove).Select(call => (call.Ranges[0], call.Ranges[1])).ToList();
        for (var count = 0; count != edges.Count;)
        {
            count = edges.Count;
            foreach (var (from, to) in moves)
            {
                var offset = to.Start - from.Start;
                var there = edges.GetViewBetween(from.Start, from.End).Select(edge => edge + offset).ToList();
                var back = edges.GetViewBetween(to.Start, to.Start + from.End - from.Start)
                    .Select(edge => edge - offset)
                    .ToList();
                edges.UnionWith(there);
                edges.UnionWith(back);
            }
        }

        return new WindowScale([.. edges]);
    }

    /// <summary>Whether a call moves a range to another place.</summary>
    public static bool IsMove(MadeCall call) =>
        call.Ranges.Length == 2 && call.Word.StartsWith("mremap", StringComparison.Ordinal) &&
        call.Ranges[0].Start != call.Ranges[1].Start;

    /// <summary>The model page that starts at an edge.</summary>
    public int PageOf(long edge) => _edges.BinarySearch(edge) is var at and >= 0
        ? at + _below
        : throw new InvalidOperationException($"Page {edge:x} is no edge of the window.");

    /// <summary>The edges at which no VMA of a map starts or ends, with their addresses.</summary>
    public IEnumerable<LayoutEdge> EdgesBeside(MapView map)
    {
        var known = map.Vmas.SelectMany(vma => (long[])[vma.Start, vma.End]).ToHashSet();
        return _edges.Where(edge => !known.Contains(edge))
            .Select(edge => new LayoutEdge(PageOf(edge), (ulong)edge << Exact.ExactSpace.PageShift));
    }
}
