namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q5 with its follow-up that returned "not found" without vma_end_read, before the fix in the mm tree (protocols.md
/// 5, number 46).
/// </summary>
public sealed class ProcMapQueryNotFoundLeak : PerVmaLockQueryReader
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/not-found-leak";

    /// <inheritdoc/>
    public override string Summary =>
        "procmap_query/first-posted that keeps the lock of a VMA which is not the answer";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "a VMA lock and RCU, kept in the file's private struct",
        Source: "the follow-up of that patch 7/7, before its fixlet in the mm tree (protocols.md 5, number 46)");

    /// <inheritdoc/>
    public override ReaderFile File => ReaderFile.SharedWithState;

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(FirstPostedQuery<Revision>));

    private readonly struct Revision : IFirstPostedQueryRevision
    {
        public static bool UnlocksMismatch => false;
    }
}
