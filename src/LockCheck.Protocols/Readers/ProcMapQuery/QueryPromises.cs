namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>What PROCMAP_QUERY sets out to keep (protocols.md 2h and 6.2).</summary>
internal static class QueryPromises
{
    /// <summary>Gets the promises of one query: the answer is a VMA of some state, and the right one.</summary>
    public static IReadOnlyList<string> OfOne { get; } = ["I3", "I8", "I9", "I10", "I11", "I15", "I17"];

    /// <summary>Gets the promises of a walk from answer to answer, which a listing is made of.</summary>
    public static IReadOnlyList<string> OfWalk { get; } = [.. OfOne, "I1", "I4", "I5''"];
}
