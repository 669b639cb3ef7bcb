namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-PV5: /proc/PID/maps by per-VMA locks as posted in v4 to v6 (Jun 2025): the iterator keeps its node over the
/// fallback, outside RCU, and a VMA that could not be locked there is taken for locked (protocols.md 2f).
/// </summary>
public sealed class ProcMapsPerVmaLockV5 : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/per-vma-lock-v5";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/maps by per-VMA locks as posted in v4 to v6 (Jun 2025); keeps a freed tree node";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "never merged",
        ReliesOn: "the lock of the VMA that is shown; RCU and the mm's sequence count to find the next",
        Source: "the per-VMA-lock maps, v4 to v6 (Jun 2025; protocols.md 2f, P-PV5)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => PerVmaLockPromises.All;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override Routine Run() => SeqRead.ReadToEnd(default(PerVmaLockMaps<Revision>));

    internal readonly struct Revision : IPerVmaLockRevision
    {
        public static bool ChecksGap => true;

        public static bool ChecksEnd => true;

        public static bool ResetsIterator => false;

        public static bool NoticesFailedLock => false;

        public static bool PinsForeignMm => false;
    }
}
