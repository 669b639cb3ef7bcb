namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// /proc/PID/smaps and numa_maps from v6.17 on (protocols.md 2d, and the cursor of 2f): the lock of P-ML, with the
/// cursor of P-PV. The position is the end of the VMA that was fetched last; a read() begins where the search for it
/// began, which is the end of the last VMA shown.
/// </summary>
public sealed class ProcSmapsMmapLock : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_smaps/mmap-lock";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/smaps and numa_maps of v6.17, cursor: the end of the last VMA shown";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.17",
        ReliesOn: "the mmap_lock, for read, through each read(); a reference to the mm",
        Source: "smaps and numa_maps of v6.17 (protocols.md 2d)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => ProcMapsFile.Promises;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(6, 17);

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

            // What was fetched last may not have been shown; a sentinel is kept.
            if (SeqState.Position > 0)
            {
                SeqState.Position = Own.Cursor;
            }

            return SeqItem.Of(SeqState.Position == ProcMapsFile.AtGate ? Vma.Gate : Get());
        }

        public async Routine<SeqItem> Next(Vma vma)
        {
            if (SeqState.Position == ProcMapsFile.AtGate)
            {
                return await ProcMapsFile.AfterGate();
            }

            return SeqItem.Of(Get());
        }

        public bool Show(Vma vma, out MapRecord record) => ProcMapsFile.Show(vma, out record);

        public Routine Stop(SeqItem item) => ProcMapsFile.End();

        /// <summary>The first VMA that ends after pos; pos becomes its end.</summary>
        private static Vma Get()
        {
            Own.Cursor = SeqState.Position;
            var vma = Own.Mm.Find(SeqState.Position);
            SeqState.Position = vma.IsNone ? ProcMapsFile.AtGate : vma.End;
            return vma.IsNone ? Vma.Gate : vma;
        }
    }
}
