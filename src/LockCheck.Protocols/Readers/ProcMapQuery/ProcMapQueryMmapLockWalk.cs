namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q0, asked from address to address for the covering VMA or the next: a listing made of queries (protocols.md 2h).
/// </summary>
public sealed class ProcMapQueryMmapLockWalk : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/mmap-lock-walk";

    /// <inheritdoc/>
    public override string Summary =>
        "procmap_query/mmap-lock asked again at the end of each answer: a listing";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.11 to v6.17",
        ReliesOn: "the mmap_lock, for read, during each call",
        Source: "PROCMAP_QUERY of v6.11 (protocols.md 2h, P-Q0), asked as a tool does that lists a map");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => QueryPromises.OfWalk;

    /// <inheritdoc/>
    public override ReaderFile File => ReaderFile.Shared;

    /// <inheritdoc/>
    public override int MemoryWords => 0;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(6, 11);

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.Walk(default(MmapLockQuery));
}
