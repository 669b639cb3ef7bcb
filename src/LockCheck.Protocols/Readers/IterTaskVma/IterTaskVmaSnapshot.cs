namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// P-OC26: the open-coded task_vma iterator after 4cbee026db54, the last patch of the series of April 2026 (Puranjay
/// Mohan; protocols.md 2b). The program gets a copy of each VMA, and holds no lock while it looks at it.
/// </summary>
public sealed class IterTaskVmaSnapshot : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/snapshot";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF open-coded task_vma iterator of April 2026: a copy of each VMA that it could lock";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => IterTaskVmaPromises.OfVmaLocks;

    /// <inheritdoc/>
    public override string? Column => "P-B26";

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

    /// <inheritdoc/>
    public override bool DeliversUnlocked => true;

    /// <inheritdoc/>
    public override bool TracksBacking => true;

    /// <inheritdoc/>
    public override bool PutsMmAsync => true;

    /// <inheritdoc/>
    public override bool TakesTaskByRcu => true;

    /// <inheritdoc/>
    public override int MemoryWords => 3;

    /// <inheritdoc/>
    public override Routine Run() => OpenCodedProgram.Run(default(Iterator));

    private readonly struct Iterator : IOpenCodedIterator
    {
        public Routine<int> New() => VmaCursorLife.New();

        public async Routine<bool> Next()
        {
            if (VmaCursor.Own.IsEmpty)
            {
                return false;
            }

            // The previous copy goes with its file.
            await PutFile();
            var vma = await VmaCursorLife.FindNext();
            if (vma.IsNone)
            {
                return false;
            }

            // The copy is made, and its file pinned, under the lock; the program runs without it.
            VmaCursor.Own.Snapshot = vma.ToRecord();
            var file = new BackingRef(VmaCursor.Own.Snapshot.Attributes.Backing);
            if (!file.IsNone && file.IsFile)
            {
                await file.TryGet();
            }

            VmaCursor.Own.NextAddr = VmaCursor.Own.Snapshot.End;
            await VmaReadLock.EndRead(vma);
            return true;
        }

        public MapRecord Show() => VmaCursor.Own.Snapshot;

        public async Routine Destroy()
        {
            if (!VmaCursor.Own.IsEmpty)
            {
                await PutFile();
                await VmaCursorLife.Destroy();
            }
        }

        private static async Routine PutFile()
        {
            var file = new BackingRef(VmaCursor.Own.Snapshot.Attributes.Backing);
            VmaCursor.Own.Snapshot = default;
            if (!file.IsNone && file.IsFile)
            {
                await file.Put();
            }
        }
    }
}
