namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q5: PROCMAP_QUERY by per-VMA locks as posted in v4 and v5 of the series (7/7, Jun 2025), and reverted: what is
/// locked is kept in the file, and the name's buffer is allocated inside RCU (protocols.md 5, numbers 44 and 45).
/// </summary>
public sealed class ProcMapQueryFirstPosted : PerVmaLockQueryReader
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/first-posted";

    /// <inheritdoc/>
    public override string Summary =>
        "PROCMAP_QUERY by per-VMA locks as first posted (7/7 of v4 and v5, Jun 2025): locks kept in the file";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "a VMA lock and RCU, kept in the file's private struct",
        Source: "patch 7/7 of the per-VMA-lock maps, v4 and v5 (Jun 2025; protocols.md 2h, P-Q5)");

    /// <inheritdoc/>
    public override ReaderFile File => ReaderFile.SharedWithState;

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(FirstPostedQuery<Revision>));

    private readonly struct Revision : IFirstPostedQueryRevision
    {
        public static bool UnlocksMismatch => true;
    }
}
