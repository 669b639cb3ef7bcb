namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-ML with the VMA iterator of v6.1 to v6.16 (protocols.md 2d): it remembers a node of the tree (1.6), under the
/// mmap_lock for read and in no RCU section. A writer under the same lock frees that node at once (5, number 39).
/// </summary>
public sealed class ProcMapsMmapLockMaple : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/mmap-lock-maple";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/maps of v6.1 to v6.16: proc_maps/mmap-lock with an iterator that remembers a node";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "v6.1 to v6.16",
        ReliesOn: "the mmap_lock, for read, through each read(); the tree's node stays while it is held",
        Source: "/proc/PID/maps of v6.1, with a VMA iterator (protocols.md 2d, and 5, number 39)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => ProcMapsFile.Promises;

    /// <inheritdoc/>
    public override Version FirstKernel { get; } = new(6, 1);

    /// <inheritdoc/>
    public override bool UsesIterator => true;

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

            // The gate, or the first VMA ending after pos; the iterator knows nothing of the read() before.
            if (SeqState.Position == ProcMapsFile.AtGate)
            {
                return SeqItem.Of(Vma.Gate);
            }

            Own.Mm.Iterator.Set(SeqState.Position);
            return await Get();
        }

        public Routine<SeqItem> Next(Vma vma) => vma.IsGate ? ProcMapsFile.AfterGate() : Get();

        public bool Show(Vma vma, out MapRecord record) => ProcMapsFile.Show(vma, out record);

        public Routine Stop(SeqItem item) => ProcMapsFile.End();

        /// <summary>The next VMA; pos becomes its start, also in start.</summary>
        private static async Routine<SeqItem> Get()
        {
            var vma = await Own.Mm.Iterator.Next();
            SeqState.Position = vma.IsNone ? ProcMapsFile.AtGate : vma.Start;
            return SeqItem.Of(vma.IsNone ? Vma.Gate : vma);
        }
    }
}
