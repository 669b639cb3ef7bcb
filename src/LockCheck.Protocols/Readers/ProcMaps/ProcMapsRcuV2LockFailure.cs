namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-S4 without its first defect, for teaching: where the lock was not obtained it is not released. What else the
/// error path of the posting does wrong is seen only then (protocols.md 2e, S4-2 and S4-13).
/// </summary>
public sealed class ProcMapsRcuV2LockFailure : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/rcu-v2-lock-failure";

    /// <inheritdoc/>
    public override string Summary =>
        "proc_maps/rcu-v2 that does not release a lock it failed to take: what else its error path does";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "none: a mutant",
        ReliesOn: "RCU and a copy of each VMA, checked by mm_wr_seq",
        Source: "\"[PATCH v2 3/3] mm/maps: read proc/pid/maps under RCU\" (23 Jan 2024) without S4-1");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => RcuMapsPromises.All;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.B;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(6, 7);

    /// <inheritdoc/>
    public override bool TracksBacking => true;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override int MemoryWords => VmaSnapshot.MemoryWords;

    /// <inheritdoc/>
    public override Routine Run() => SeqRead.ReadToEnd(default(RcuMaps<Revision>));

    private readonly struct Revision : IRcuMapsRevision
    {
        public static bool Speculates => false;

        public static bool ReleasesOnlyIfLocked => true;

        public static bool PutsAfterError => true;

        public static bool ReturnsErrors => false;

        public static bool TracksEnds => false;
    }
}
