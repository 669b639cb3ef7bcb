namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>What the revisions of the open-coded iterator set out to keep (protocols.md 2b and 6.2).</summary>
internal static class IterTaskVmaPromises
{
    /// <summary>
    /// Gets the promises of the revisions that hold the mmap_lock from new to destroy: the whole run is of one state
    /// (I6), and nothing is missing, repeated or out of order.
    /// </summary>
    public static IReadOnlyList<string> OfOneLockHold { get; } =
        ["I1", "I3", "I4", "I4'", "I5", "I5''", "I6", "I8", "I9", "I10", "I11", "I14", "I15"];

    /// <summary>
    /// Gets the promises of the revisions by per-VMA locks, which lock one VMA at a time and pass by one that they
    /// cannot lock: their commit says that a listing may be incomplete, so they do not promise I1.
    /// </summary>
    public static IReadOnlyList<string> OfVmaLocks { get; } =
        ["I3", "I4", "I5''", "I8", "I9", "I10", "I11", "I14", "I15"];
}
