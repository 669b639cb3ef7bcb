namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q after 61dc9f776705 (Feb 2026): the build id is read after the VMA was unlocked, and an error puts the mm once
/// (protocols.md 2h).
/// </summary>
public sealed class ProcMapQueryBuildIdFixed : PerVmaLockQueryReader
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/build-id-fixed";

    /// <inheritdoc/>
    public override string Summary =>
        "PROCMAP_QUERY after 61dc9f776705 (Feb 2026), asked for a build id";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "after 61dc9f776705 (Feb 2026)",
        ReliesOn: "the lock of the VMA, and for the build id a reference to its file",
        Source: "61dc9f776705 (Feb 2026; protocols.md 2h)");

    /// <inheritdoc/>
    public override bool TracksBacking => true;

    /// <inheritdoc/>
    public override bool TakesInodeLock => true;

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(PerVmaLockQuery<Revision>));

    internal readonly struct Revision : IPerVmaLockQueryRevision
    {
        public static BuildIdRead BuildId => BuildIdRead.AfterTeardown;
    }
}
