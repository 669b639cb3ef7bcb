namespace LockCheck.Specs.Claims;

/// <summary>
/// The cells of protocols.md 6.1 where the model finds something else, and why: each is argued, with its schedule, in
/// the document that it names. What differs beyond these is new.
/// </summary>
internal static class KnownDifferences
{
    // A VMA that was shown merges with the next one; the iterator goes on behind both.
    private const string Merge = "docs/findings.md 1";

    // With the gap at the end of the address space, where the iterator finds nothing, no VMA is looked up again.
    private const string Sentinel = "docs/findings.md 4";

    // A NULL that is not validated; and where the moved pages come from.
    private const string Snapshot = "docs/model-and-table.md, P-S4";

    // Fields are loaded one by one, and the iterator keeps its slot.
    private const string Strawman = "docs/model-and-table.md, P-RCU";

    // The same for P-PV, P-PV-g and P-PV-e.
    private static readonly Dictionary<string, KnownDifference> PerVmaLock = new()
    {
        ["merge-both(mprotect mid->1)"] = new("GDO", Merge),
        ["merge-right-full"] = new("GD", Merge),
        ["grow mid into gap"] = new(string.Empty, Sentinel),
    };

    private static readonly Dictionary<string, KnownDifference> MapsUnderRcu = new()
    {
        ["merge-both(mprotect mid->1)"] = new("GDO", Snapshot),
        ["merge-right-full"] = new("GDE", Snapshot),
        ["mremap_FIXED onto head of mid (cuts it)"] = new("DO", Snapshot),
    };

    private static readonly Dictionary<string, KnownDifference> RcuStrawman = new()
    {
        ["split-front(mprotect head of mid)"] = new("DEP", Strawman),
        ["split-back"] = new("GP", Strawman),
        ["split-mid"] = new("GDEP", Strawman),
        ["merge-both(mprotect mid->1)"] = new("GDOP", Strawman),
        ["merge-left-full"] = new("GDOP", Strawman),
        ["merge-left-part"] = new("GDP", Strawman),
        ["merge-right-full"] = new("GDP", Strawman),
        ["merge-right-part"] = new("DEP", Strawman),
        ["grow mid into gap"] = new(string.Empty, Strawman),
        ["munmap-whole-mid"] = new("OP", Strawman),
        ["munmap-tail-of-mid"] = new("GOP", Strawman),
        ["munmap-head-of-mid"] = new("DOEP", Strawman),
        ["munmap-mid-of-mid"] = new("GDOEP", Strawman),
        ["munmap everything"] = new("P", Strawman),
        ["MAP_FIXED-new whole mid"] = new("GOP", Strawman),
        ["MAP_FIXED-new page in mid"] = new("GDOEP", Strawman),
        ["MAP_FIXED-new whole last"] = new("GP", Strawman),
        ["MAP_FIXED-OLD whole mid"] = new("GDOEP", Strawman),
        ["MAP_FIXED-OLD page in mid"] = new("GDOEP", Strawman),
        ["MAP_FIXED-OLD whole last"] = new("GDOP", Strawman),
        ["mremap_FIXED onto head of mid (cuts it)"] = new("GDOEP", Strawman),
        ["mremap_FIXED onto one whole VMA"] = new("GDOEP", Strawman),
        ["mremap_FIXED onto whole last VMA"] = new("GDOP", Strawman),
        ["split then re-merge"] = new("DOEP", Strawman),
        ["shrink then grow (resize)"] = new("GDOP", Strawman),
        ["reuse object at lower addr, same mm"] = new("DOEP", Strawman),
        ["unmap mid + foreign reuse hi"] = new("GDOEP", Strawman),
    };

    /// <summary>What is known of a cell, or null.</summary>
    public static KnownDifference? Of(string row, string column)
    {
        var known = column switch
        {
            "P-PV" or "P-PV-g" or "P-PV-e" => PerVmaLock,
            "P-S4" => MapsUnderRcu,
            "P-RCU" => RcuStrawman,
            _ => null,
        };
        return known is not null && known.TryGetValue(row, out var difference) ? difference : null;
    }
}
