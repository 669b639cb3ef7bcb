namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-S4b: /proc/PID/maps under RCU as posted in v3 (2025): the position is the end of the VMA that was returned last,
/// and a read() begins where the search for it began (protocols.md 2e).
/// </summary>
public sealed class ProcMapsRcuV3 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/rcu-v3";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/maps under RCU, from a copy of each VMA, as posted in v3 (2025); leaks references";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "RCU and a copy of each VMA, checked by the mm's sequence count",
        Source: "v3 of the maps under RCU (18 Apr 2025; protocols.md 2e, P-S4b)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => RcuMapsPromises.All;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

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
        public static bool Speculates => true;

        public static bool ReleasesOnlyIfLocked => true;

        public static bool PutsAfterError => false;

        public static bool ReturnsErrors => true;

        public static bool TracksEnds => true;
    }
}
