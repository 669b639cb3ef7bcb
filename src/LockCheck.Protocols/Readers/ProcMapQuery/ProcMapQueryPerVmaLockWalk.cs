namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q, asked from address to address for the covering VMA or the next: a listing made of queries, each of which sets
/// its iterator anew (protocols.md 2h).
/// </summary>
public sealed class ProcMapQueryPerVmaLockWalk : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/per-vma-lock-walk";

    /// <inheritdoc/>
    public override string Summary =>
        "procmap_query/per-vma-lock asked again at the end of each answer: a listing";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.18 and later",
        ReliesOn: "the lock of the VMA that answers; RCU to find it",
        Source: "PROCMAP_QUERY of v6.18 (protocols.md 2h, P-Q), asked as a tool does that lists a map");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => QueryPromises.OfWalk;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override ReaderFile File => ReaderFile.Shared;

    /// <inheritdoc/>
    public override int MemoryWords => 0;

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.Walk(default(PerVmaLockQuery<ProcMapQueryPerVmaLock.Revision>));
}
