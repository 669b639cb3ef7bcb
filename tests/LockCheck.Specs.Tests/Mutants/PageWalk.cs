using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>
/// A BPF iterator that does everything right: it holds the lock and its references from start to stop, and resumes at
/// the start of the VMA that was fetched and not shown, as P-ML does (protocols.md 2d). A <see cref="Defect"/> spoils
/// one thing.
/// </summary>
internal readonly struct PageWalk(Defect defect) : IBpfIterator
{
    private readonly Defect _defect = defect;

    private static ref WalkCursor Cursor => ref ReaderMemory.As<WalkCursor>();

    public async Routine<Vma> Start()
    {
        if (Cursor.IsDone)
        {
            Cursor.IsAtLastRead = true;
            return Vma.None;
        }

        var task = await TaskRef.GetNext(TaskRef.Target.Tid);
        if (task.IsNone)
        {
            return Vma.None;
        }

        Cursor.Task = task;
        var mm = await task.GetMm();
        Cursor.Mm = mm;
        if (!mm.IsNone && !await Lock())
        {
            await PutReferences();
            return Vma.None;
        }

        if (_defect == Defect.DereferencesNull)
        {
            _ = Vma.None.Start;
        }

        if (_defect == Defect.KeepsStalePointer && !Cursor.Vma.IsNone)
        {
            Cursor.Position = (ushort)Cursor.Vma.Start;
        }

        return await HandOut(mm.IsNone ? Vma.None : Find());
    }

    public async Routine<Vma> Next()
    {
        if (_defect == Defect.ReportsTwice && Cursor.Repeated != Cursor.Vma)
        {
            Cursor.Repeated = Cursor.Vma;
            return Cursor.Vma;
        }

        Cursor.ShownStart = (ushort)Cursor.Vma.Start;
        Cursor.Position = (ushort)(_defect == Defect.WalksDown ? Cursor.Vma.Start : Cursor.Vma.End);
        if (_defect == Defect.DropsLockInPage)
        {
            await Cursor.Mm.Lock.ReadUnlock();
            await Cursor.Mm.Lock.Read();
        }

        return await HandOut(Find());
    }

    public async Routine Stop(Vma vma)
    {
        if (vma.IsNone)
        {
            if (_defect == Defect.ReturnsNullLocked && !Cursor.Mm.IsNone)
            {
                await Release();
            }

            if (_defect == Defect.LeaksReference && Cursor.IsAtLastRead)
            {
                await TaskRef.GetNext(TaskRef.Target.Tid);
            }

            return;
        }

        Cursor.Position = (ushort)(_defect switch
        {
            Defect.DropsUnshown or Defect.WalksDown => vma.End,
            Defect.ResumesBehind => vma.Start - 1,
            _ => vma.Start,
        });
        if (_defect == Defect.ForgetsUnlock)
        {
            await PutReferences();
            return;
        }

        await Release();
        if (_defect == Defect.TouchesAfterUnlock)
        {
            Cursor.Position = (ushort)vma.Start;
        }
    }

    private async Routine<bool> Lock()
    {
        if (_defect == Defect.SwallowsEintr)
        {
            return await Cursor.Mm.Lock.ReadKillable() == 0;
        }

        if (_defect == Defect.SleepsInRcu)
        {
            await Rcu.ReadLock();
        }

        await Cursor.Mm.Lock.Read();
        if (_defect == Defect.SleepsInRcu)
        {
            await Rcu.ReadUnlock();
        }

        if (_defect == Defect.LocksTwice)
        {
            await Cursor.Mm.Lock.Read();
        }

        return true;
    }

    /// <summary>The first VMA that ends after the position; downwards, the last one that starts before it.</summary>
    private Vma Find()
    {
        var found = Cursor.Mm.Find(Cursor.Position);
        if (_defect == Defect.ResumesBehind && !found.IsNone && found.Start == Cursor.ShownStart &&
            found.End == Cursor.Position + 1)
        {
            return Cursor.Mm.Next(found);
        }

        if (_defect == Defect.WalksDown)
        {
            found = Vma.None;
            var limit = Cursor.Position == 0 && !Cursor.HasShown ? int.MaxValue : Cursor.Position;
            for (var vma = Cursor.Mm.FirstVma(); !vma.IsNone && vma.Start < limit; vma = Cursor.Mm.Next(vma))
            {
                found = vma;
            }
        }

        return found;
    }

    private async Routine<Vma> HandOut(Vma vma)
    {
        Cursor.Vma = vma;
        if (!vma.IsNone)
        {
            Cursor.HasShown = true;
            return vma;
        }

        if (_defect == Defect.EmitsPhantom)
        {
            var page = KernelModel.Current.Settings.Layout.Pages - 1;
            KernelModel.Current.Events.Record(new MapRecord((ushort)page, (ushort)(page + 1), default));
        }

        Cursor.IsDone = true;
        if (_defect != Defect.ReturnsNullLocked)
        {
            await Release();
        }

        if (_defect == Defect.PutsTwice)
        {
            await TaskRef.Target.Put();
        }

        return Vma.None;
    }

    private async Routine Release()
    {
        for (var times = _defect == Defect.UnlocksTwice ? 2 : 1; times > 0 && !Cursor.Mm.IsNone; times--)
        {
            await Cursor.Mm.Lock.ReadUnlock();
        }

        await PutReferences();
    }

    private static async Routine PutReferences()
    {
        if (!Cursor.Mm.IsNone)
        {
            await Cursor.Mm.Put();
            Cursor.Mm = Mm.None;
        }

        await Cursor.Task.Put();
        Cursor.Task = TaskRef.None;
    }
}
