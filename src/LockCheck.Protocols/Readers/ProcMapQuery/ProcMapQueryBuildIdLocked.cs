namespace LockCheck.Protocols.Readers.ProcMapQuery;

/// <summary>
/// P-Q up to b5cbacd7f86f, which reads the build id of a file while it holds the lock of the VMA: a cycle with the lock
/// of the inode and the mmap_lock (protocols.md 5, number 47).
/// </summary>
public sealed class ProcMapQueryBuildIdLocked : PerVmaLockQueryReader
{
    /// <inheritdoc/>
    public override string Name => "procmap_query/build-id-locked";

    /// <inheritdoc/>
    public override string Summary =>
        "PROCMAP_QUERY of v6.18, asked for a build id: reads the file under the lock of the VMA";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.18 until b5cbacd7f86f",
        ReliesOn: "the lock of the VMA, also while it reads the file for the build id",
        Source: "b5cbacd7f86f, which ends this (protocols.md 2h)");

    /// <inheritdoc/>
    public override bool TakesInodeLock => true;

    /// <inheritdoc/>
    public override Routine Run() => MapQueries.AskOnce(default(PerVmaLockQuery<Revision>));

    internal readonly struct Revision : IPerVmaLockQueryRevision
    {
        public static BuildIdRead BuildId => BuildIdRead.UnderTheLock;
    }
}
