namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>What the readers under RCU set out to keep (protocols.md 2e and 6.2).</summary>
internal static class RcuMapsPromises
{
    /// <summary>
    /// Gets the promises: the check of the sequence number is there so that no VMA is missed and no record is mixed. A
    /// page is not one state (I6): the posting says so of itself.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
        ["I1", "I3", "I4", "I5''", "I8", "I9", "I10", "I11", "I15", "I16"];
}
