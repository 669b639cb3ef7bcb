namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-PV-e: P-PV without step d, for teaching: what the look at the end of a VMA is good for (protocols.md 5, number
/// 35).
/// </summary>
public sealed class ProcMapsPerVmaLockNoEndCheck : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/per-vma-lock-no-end-check";

    /// <inheritdoc/>
    public override string Summary =>
        "proc_maps/per-vma-lock without the look at the end of the VMA: what step d is for";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "none: a mutant",
        ReliesOn: "the lock of the VMA that is shown; RCU and the mm's sequence count to find the next",
        Source: "the per-VMA-lock maps, v8, without step d (protocols.md 5, number 35)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => PerVmaLockPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-PV-e";

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override Routine Run() => SeqRead.ReadToEnd(default(PerVmaLockMaps<Revision>));

    private readonly struct Revision : IPerVmaLockRevision
    {
        public static bool ChecksGap => true;

        public static bool ChecksEnd => false;

        public static bool ResetsIterator => true;

        public static bool NoticesFailedLock => true;

        public static bool PinsForeignMm => true;
    }
}
