namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-S4: /proc/PID/maps under RCU as in the maps-under-RCU v2 posting (Jan 2024), with all its defects (protocols.md
/// 2e). The position is the start of the VMA that was returned last; a retry begins there, and finds that VMA again.
/// </summary>
public sealed class ProcMapsRcuV2 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/rcu-v2";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/maps under RCU, from a copy of each VMA, as posted in v2 (Jan 2024); repeats records";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "RCU and a copy of each VMA, checked by mm_wr_seq",
        Source: "\"[PATCH v2 3/3] mm/maps: read proc/pid/maps under RCU\" (23 Jan 2024)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => RcuMapsPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-S4";

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

        public static bool ReleasesOnlyIfLocked => false;

        public static bool PutsAfterError => true;

        public static bool ReturnsErrors => false;

        public static bool TracksEnds => false;
    }
}
