namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>What the readers by per-VMA locks set out to keep (protocols.md 2f and 6.2).</summary>
internal static class PerVmaLockPromises
{
    /// <summary>
    /// Gets the promises. A page is not one state (I6), and a record may overlap the one before if its VMA grew: I7
    /// says how far a page may be torn.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
        ["I1", "I3", "I4", "I5''", "I7", "I8", "I9", "I10", "I11", "I15", "I16"];
}
