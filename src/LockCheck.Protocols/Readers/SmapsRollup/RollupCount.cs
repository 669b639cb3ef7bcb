using LockCheck.Protocols.Readers.ProcMaps;

namespace LockCheck.Protocols.Readers.SmapsRollup;

/// <summary>What smaps_rollup has counted of a map: everything up to <see cref="LastEnd"/>.</summary>
internal static class RollupCount
{
    /// <summary>
    /// Gets what readers of this file set out to keep: every page that stays is counted, and none twice. The line is
    /// not of one state (I6), and a VMA that grew is counted in two parts.
    /// </summary>
    public static IReadOnlyList<string> Promises { get; } =
        ["I1", "I3", "I4", "I4'", "I5", "I8", "I9", "I10", "I15"];

    /// <summary>Gets <c>last_vma_end</c>, in pages.</summary>
    public static ref int LastEnd => ref ProcMapsPrivate.Own.Cursor;

    /// <summary>smap_gather_stats: counts a VMA from a page on.</summary>
    /// <param name="vma">The VMA.</param>
    /// <param name="from">The page.</param>
    public static void Gather(Vma vma, int from)
    {
        SingleRead.Report(vma, from);
        LastEnd = vma.End;
    }
}
