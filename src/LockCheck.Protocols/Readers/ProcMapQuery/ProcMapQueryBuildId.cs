namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q after b5cbacd7f86f, which reads the build id of a file after the VMA was unlocked and the mm put: its error path
/// puts the mm again (protocols.md 5, number 48).
/// </summary>
public sealed class ProcMapQueryBuildId : PerVmaLockQueryReader
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/build-id";

    /// <inheritdoc/>
    public override string Summary =>
        "PROCMAP_QUERY after b5cbacd7f86f, asked for a build id: puts the mm twice on an error";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "after b5cbacd7f86f, until 61dc9f776705 (Feb 2026)",
        ReliesOn: "the lock of the VMA, and for the build id a reference to its file",
        Source: "b5cbacd7f86f, which reads the build id after the VMA is unlocked (protocols.md 2h)");

    /// <inheritdoc/>
    public override bool TracksBacking => true;

    /// <inheritdoc/>
    public override bool TakesInodeLock => true;

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(PerVmaLockQuery<Revision>));

    internal readonly struct Revision : IPerVmaLockQueryRevision
    {
        public static BuildIdRead BuildId => BuildIdRead.BeforeSecondTeardown;
    }
}
