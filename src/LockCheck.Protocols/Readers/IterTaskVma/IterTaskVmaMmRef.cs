namespace LockCheck.Protocols.Readers.IterTaskVma;

/// <summary>
/// The open-coded task_vma iterator after d8e27d2d22b6, the first patch of the series of April 2026 (protocols.md 2b):
/// a reference to the mm, taken without waiting; the mmap_lock is still held from new to destroy.
/// </summary>
public sealed class IterTaskVmaMmRef : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "iter_task_vma/mm-ref";

    /// <inheritdoc/>
    public override string Summary =>
        "BPF open-coded task_vma iterator, first patch of April 2026: mm reference, mmap_lock through the loop";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "within the series only",
        ReliesOn: "the mmap_lock, for read, from new to destroy; references to task and mm",
        Source: "d8e27d2d22b6, by Puranjay Mohan (Apr 2026)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => IterTaskVmaPromises.OfOneLockHold;

    /// <inheritdoc/>
    public override VmaLockEra Era => VmaLockEra.C;

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
        public Mm Mm => VmaCursor.Own.Mm;

        public async Routine<int> New()
        {
            var error = await VmaCursorLife.New();
            if (error != 0)
            {
                return error;
            }

            if (await VmaCursor.Own.Mm.Lock.TryRead())
            {
                return 0;
            }

            await VmaCursorLife.Destroy();
            VmaCursor.Own = default;
            return Errno.EBUSY;
        }

        public async Routine<bool> Next()
        {
            if (VmaCursor.Own.IsEmpty)
            {
                return false;
            }

            // vma_next under the lock: the tree holds still.
            var vma = VmaCursor.Own.Mm.Find(VmaCursor.Own.NextAddr);
            VmaCursor.Own.Locked = vma;
            if (!vma.IsNone)
            {
                VmaCursor.Own.NextAddr = (ushort)vma.End;
            }

            return !vma.IsNone;
        }

        public MapRecord Show() => VmaCursor.Own.Locked.ToRecord();

        public async Routine Destroy()
        {
            if (!VmaCursor.Own.IsEmpty)
            {
                await VmaCursor.Own.Mm.Lock.ReadUnlock();
                await VmaCursorLife.Destroy();
            }
        }
    }
}
