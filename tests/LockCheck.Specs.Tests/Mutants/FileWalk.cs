using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>
/// The seq_file of P-ML (protocols.md 2d), written once more to be spoilt. A <see cref="FileDefect"/> spoils one thing.
/// </summary>
internal readonly struct FileWalk(FileDefect defect) : ISeqOperations
{
    private const int AtEnd = -1;
    private const int AtGate = -2;

    private readonly FileDefect _defect = defect;

    private static ref int Position => ref SeqState.Position;

    private static ref References Held => ref SeqState.Private<References>();

    private static Mm Mm => Held.Mm;

    public async Routine<int> Open()
    {
        var task = await TaskRef.GetPidTask(TaskRef.Target.Tid);
        var mm = task.IsNone ? Mm.None : await task.GetMm();
        if (!task.IsNone)
        {
            await task.Put();
        }

        if (!mm.IsNone)
        {
            await mm.Grab();
            await mm.Put();
        }

        Held.Mm = mm;
        return task.IsNone ? -3 : 0;
    }

    public async Routine Release()
    {
        if (!Mm.IsNone)
        {
            await Mm.Drop();
        }
    }

    public async Routine<SeqItem> Start()
    {
        if (Position == AtEnd)
        {
            return SeqItem.None;
        }

        var task = await TaskRef.GetPidTask(TaskRef.Target.Tid);
        if (task.IsNone)
        {
            return SeqItem.Failed(-3);
        }

        if (_defect == FileDefect.FollowsTask)
        {
            var mm = await task.GetMm();
            if (!mm.IsNone)
            {
                await mm.Grab();
                await Mm.Drop();
                Held.Mm = mm;
                await mm.Put();
            }
        }

        if (Mm.IsNone || (_defect != FileDefect.ForgetsMmget && !await Mm.GetNotZero()))
        {
            await task.Put();
            return SeqItem.None;
        }

        if (await Mm.Lock.ReadKillable() != 0)
        {
            await Mm.Put();
            await task.Put();
            return _defect == FileDefect.SwallowsEintr ? SeqItem.None : SeqItem.Failed(Errno.EINTR);
        }

        Held.Task = task;
        var vma = Position == AtGate ? Vma.Gate : OrGate(Mm.Find(Position));
        if (_defect == FileDefect.StoresStart)
        {
            Position = StartOf(vma);
        }

        return SeqItem.Of(vma);
    }

    public async Routine<SeqItem> Next(Vma vma)
    {
        if (vma.IsGate)
        {
            Position = AtEnd;
            return SeqItem.None;
        }

        var (start, end) = (vma.Start, vma.End);
        if (_defect == FileDefect.DropsLockInPage)
        {
            await Mm.Lock.ReadUnlock();
            await Mm.Lock.Read();
        }

        var next = OrGate(Mm.Find(end));
        Position = _defect switch
        {
            FileDefect.SkipsUnshown when !next.IsGate => next.End,
            FileDefect.ResumesAtShown when !next.IsGate => start,
            _ => StartOf(next),
        };
        return SeqItem.Of(next);
    }

    public bool Show(Vma vma, out MapRecord record)
    {
        var last = KernelModel.Current.Settings.Layout.Pages;
        record = vma.IsGate ? new MapRecord((ushort)(last - 1), (ushort)last, default) : vma.ToRecord();
        return !vma.IsGate || _defect == FileDefect.ReportsGate;
    }

    public async Routine Stop(SeqItem item)
    {
        if (Held.Task.IsNone)
        {
            return;
        }

        if (_defect != FileDefect.ForgetsUnlock)
        {
            await Mm.Lock.ReadUnlock();
        }

        if (_defect is not (FileDefect.ForgetsMmput or FileDefect.ForgetsMmget))
        {
            await Mm.Put();
        }

        await Held.Task.Put();
        Held.Task = TaskRef.None;
    }

    private static Vma OrGate(Vma vma) => vma.IsNone ? Vma.Gate : vma;

    private static int StartOf(Vma vma) => vma.IsGate ? AtGate : vma.Start;

    private struct References
    {
        public TaskRef Task;
        public Mm Mm;
        public ushort Spare;
    }
}
