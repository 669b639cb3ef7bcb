namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q: PROCMAP_QUERY of v6.18, as merged, under the lock of the VMA (protocols.md 2h): one page, and the VMA that
/// covers it.
/// </summary>
public sealed class ProcMapQueryPerVmaLock : PerVmaLockQueryReader
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/per-vma-lock";

    /// <inheritdoc/>
    public override string Summary =>
        "PROCMAP_QUERY of v6.18: the VMA that covers a page, under its own lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.18 and later",
        ReliesOn: "the lock of the VMA that answers; RCU to find it",
        Source: "PROCMAP_QUERY of v6.18, whose context is on the stack of the call (protocols.md 2h, P-Q)");

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(PerVmaLockQuery<Revision>));

    internal readonly struct Revision : IPerVmaLockQueryRevision
    {
        public static BuildIdRead BuildId => BuildIdRead.Never;
    }
}
