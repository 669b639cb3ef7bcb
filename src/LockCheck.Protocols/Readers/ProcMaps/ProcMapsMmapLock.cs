namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-ML: /proc/PID/maps from v5.7 (4781f2c3abba, "use ppos instead of m->version") to v6.16 (protocols.md 2d). The
/// cursor is the start of the VMA that is to be shown next: no page is lost, and after a merge between two pages a
/// record overlaps the one before.
/// </summary>
public sealed class ProcMapsMmapLock : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/mmap-lock";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/maps of v5.7 (4781f2c3abba) to v6.16, cursor: the start of the VMA to be shown next";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v5.7 to v6.16",
        ReliesOn: "the mmap_lock, for read, through each read(); a reference to the mm",
        Source: "4781f2c3abba, \"use ppos instead of m->version\" (protocols.md 2d, P-ML)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => ProcMapsFile.Promises;

    /// <inheritdoc/>
    public override string? Column => "P-ML";

    /// <inheritdoc/>
    public override Routine Run() => SeqRead.ReadToEnd(default(Operations));

    private readonly struct Operations : ISeqOperations
    {
        private static ref ProcMapsPrivate Own => ref ProcMapsPrivate.Own;

        public Routine<int> Open() => ProcMapsFile.Open();

        public Routine Release() => ProcMapsFile.Release();

        public async Routine<SeqItem> Start()
        {
            // The references and the lock.
            var otherwise = await ProcMapsFile.Begin();
            if (Own.Task.IsNone)
            {
                return otherwise;
            }

            // The gate, or the first VMA ending after pos.
            return SeqItem.Of(SeqState.Position == ProcMapsFile.AtGate
                ? Vma.Gate
                : OrGate(Own.Mm.Find(SeqState.Position)));
        }

        public async Routine<SeqItem> Next(Vma vma)
        {
            // After the gate there is nothing; stop releases.
            if (vma.IsGate)
            {
                return await ProcMapsFile.AfterGate();
            }

            // The successor, and its start.
            var next = OrGate(Own.Mm.Next(vma));
            SeqState.Position = next.IsGate ? ProcMapsFile.AtGate : next.Start;
            return SeqItem.Of(next);
        }

        public bool Show(Vma vma, out MapRecord record) => ProcMapsFile.Show(vma, out record);

        public Routine Stop(SeqItem item) => ProcMapsFile.End();

        private static Vma OrGate(Vma vma) => vma.IsNone ? Vma.Gate : vma;
    }
}
