namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-PV: /proc/PID/maps of v6.17, v8 of the series (Suren Baghdasaryan, 19 Jul 2025), as merged (protocols.md 2f), with
/// the vma_start_read of 9bbffee67ffd.
/// </summary>
public sealed class ProcMapsPerVmaLock : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/per-vma-lock";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/maps of v6.17 (v8 of the series, 19 Jul 2025): each VMA under its own lock";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.17 and later",
        ReliesOn: "the lock of the VMA that is shown; RCU and the mm's sequence count to find the next",
        Source: "the per-VMA-lock maps, v8 (19 Jul 2025), as merged (protocols.md 2f, P-PV)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => PerVmaLockPromises.All;

    /// <inheritdoc/>
    public override string? Column => "P-PV";

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

        public static bool ResetsIterator => true;

        public static bool NoticesFailedLock => true;

        public static bool PinsForeignMm => true;
    }
}
