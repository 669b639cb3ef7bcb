namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// What every revision of do_procmap_query has in common: when a VMA is the answer, and what it says (protocols.md 2h).
/// </summary>
internal static class QueryAnswer
{
    /// <summary>query_matching_vma: the covering VMA, or the next one if that was asked for.</summary>
    /// <param name="vma">The VMA that covers the page or comes next, protected from changes; or none.</param>
    /// <param name="page">The page.</param>
    /// <param name="orNext">Whether the next one will do.</param>
    /// <returns>Whether it is the answer; if not, the query returns -ENOENT.</returns>
    public static bool Matches(Vma vma, int page, bool orNext) => !vma.IsNone && (orNext || vma.Start <= page);

    /// <summary>Copies the fields, and the name into a buffer that is allocated if there is a name.</summary>
    /// <param name="vma">The VMA.</param>
    /// <returns>Its end, or -ENOMEM.</returns>
    public static async Routine<int> Fill(Vma vma)
    {
        var record = vma.ToRecord();
        KernelModel.Current.Events.Record(record);
        return record.Attributes.Backing == 0 || await SleepingCalls.Allocate() ? record.End : Errno.ENOMEM;
    }
}
