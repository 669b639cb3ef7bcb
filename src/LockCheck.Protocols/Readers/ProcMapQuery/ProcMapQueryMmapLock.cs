namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q0: PROCMAP_QUERY of v6.11 to v6.17, under the mmap_lock (protocols.md 2h): one page, and the VMA that covers it.
/// </summary>
public sealed class ProcMapQueryMmapLock : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/mmap-lock";

    /// <inheritdoc/>
    public override string Summary =>
        "PROCMAP_QUERY of v6.11 to v6.17: the VMA that covers a page, under the mmap_lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.11 to v6.17",
        ReliesOn: "the mmap_lock, for read, during the call",
        Source: "PROCMAP_QUERY of v6.11 (protocols.md 2h, P-Q0)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => QueryPromises.OfOne;

    /// <inheritdoc/>
    public override bool ListsMap => false;

    /// <inheritdoc/>
    public override ReaderFile File => ReaderFile.Shared;

    /// <inheritdoc/>
    public override int MemoryWords => 0;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(6, 11);

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(MmapLockQuery));
}
