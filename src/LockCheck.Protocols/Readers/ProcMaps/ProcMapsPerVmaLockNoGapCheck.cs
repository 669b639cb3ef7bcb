namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-PV-g: P-PV without step e, for teaching: what the second look at a gap is good for (protocols.md 5, number 34).
/// </summary>
public sealed class ProcMapsPerVmaLockNoGapCheck : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/per-vma-lock-no-gap-check";

    /// <inheritdoc/>
    public override string Summary =>
        "proc_maps/per-vma-lock without the second look at a gap: what step e is for";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "none: a mutant",
        ReliesOn: "the lock of the VMA that is shown; RCU to find the next",
        Source: "the per-VMA-lock maps, v8, without step e (protocols.md 5, number 34)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => PerVmaLockPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-PV-g";

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override Routine Run() => SeqRead.ReadToEnd(default(PerVmaLockMaps<Revision>));

    private readonly struct Revision : IPerVmaLockRevision
    {
        public static bool ChecksGap => false;

        public static bool ChecksEnd => true;

        public static bool ResetsIterator => true;

        public static bool NoticesFailedLock => true;

        public static bool PinsForeignMm => true;
    }
}
