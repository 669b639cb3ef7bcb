namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// P-MV: /proc/PID/maps up to v5.6, with the killable lock of v5.3 (protocols.md 2d). The cursor is the end of the last
/// VMA shown, and what it finds is taken for shown if it starts at or before that: a merge loses what was appended, an
/// unmap the VMA that lay behind. If nothing is found, the position counts, which is a number of VMAs.
/// </summary>
public sealed class ProcMapsVersionCursor : ReaderProtocol
{
    /// <inheritdoc/>
    public override string Name => "proc_maps/version-cursor";

    /// <inheritdoc/>
    public override string Summary =>
        "/proc/PID/maps up to v5.6, cursor m->version; loses what follows a VMA that merged or went";

    /// <inheritdoc/>
    public override ReaderFacts Facts { get; } = new(
        Versions: "up to v5.6",
        ReliesOn: "the mmap_lock, for read, through each read(); a reference to the mm",
        Source: "/proc/PID/maps before 4781f2c3abba (protocols.md 2d, P-MV)");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Promises => ProcMapsFile.Promises;

    /// <inheritdoc/>
    public override string? Column => "P-MV";

    /// <inheritdoc/>
    public override Routine Run() => SeqRead.ReadToEnd(default(Operations));

    private readonly struct Operations : ISeqOperations
    {
        // m->version after the last line.
        private const int AllShown = -1;

        private static ref ProcMapsPrivate Own => ref ProcMapsPrivate.Own;

        public Routine<int> Open() => ProcMapsFile.Open();

        public Routine Release() => ProcMapsFile.Release();

        public async Routine<SeqItem> Start()
        {
            if (Own.Cursor == AllShown)
            {
                return SeqItem.None;
            }

            // The references; the task's is put by stop, also after a failure.
            var task = await TaskRef.GetPidTask(TaskRef.Target.Tid);
            if (task.IsNone)
            {
                return SeqItem.Failed(Errno.ESRCH);
            }

            Own.Task = task;
            if (Own.Mm.IsNone || !await Own.Mm.GetNotZero())
            {
                return SeqItem.None;
            }

            // The lock.
            if (await Own.Mm.Lock.ReadKillable() != 0)
            {
                await Own.Mm.Put();
                return SeqItem.Failed(Errno.EINTR);
            }

            return await HandOut(Resume());
        }

        // next: pos++, successor or gate.
        public Routine<SeqItem> Next(Vma vma)
        {
            SeqState.Position++;
            return HandOut(SuccessorOf(vma));
        }

        // show: version is the end, if there is anything after it.
        public bool Show(Vma vma, out MapRecord record)
        {
            Own.Cursor = SuccessorOf(vma).IsNone ? AllShown : vma.End;
            return ProcMapsFile.Show(vma, out record);
        }

        // stop: only an object says that the lock is held.
        public async Routine Stop(SeqItem item)
        {
            if (item.IsObject)
            {
                await Unlock();
            }

            if (!Own.Task.IsNone)
            {
                await Own.Task.Put();
                Own.Task = TaskRef.None;
            }
        }

        private static Vma Resume()
        {
            if (Own.Cursor != 0)
            {
                var vma = Own.Mm.Find(Own.Cursor - 1);
                if (!vma.IsNone && vma.Start <= Own.Cursor)
                {
                    vma = SuccessorOf(vma);
                }

                if (!vma.IsNone)
                {
                    return vma;
                }
            }

            return AtIndex();
        }

        // The index fallback: pos steps from the head. The walk leaves the start of the VMA before in version; at the
        // gate, and beyond it, nobody bothers.
        private static Vma AtIndex()
        {
            var version = 0;
            var vma = Own.Mm.FirstVma();
            var left = SeqState.Position;
            for (; left > 0 && !vma.IsNone; left--)
            {
                version = vma.Start;
                vma = Own.Mm.Next(vma);
            }

            Own.Cursor = vma.IsNone ? 0 : version;
            return vma.IsNone && left == 0 ? Vma.Gate : vma;
        }

        private static Vma SuccessorOf(Vma vma)
        {
            if (vma.IsGate)
            {
                return Vma.None;
            }

            var next = Own.Mm.Next(vma);
            return next.IsNone ? Vma.Gate : next;
        }

        private static async Routine<SeqItem> HandOut(Vma vma)
        {
            if (vma.IsNone)
            {
                await Unlock();
            }

            return SeqItem.Of(vma);
        }

        private static async Routine Unlock()
        {
            await Own.Mm.Lock.ReadUnlock();
            await Own.Mm.Put();
        }
    }
}
