using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.SeqFile;

/// <summary>
/// An iterator without defects: it holds the mmap_lock from start to stop, and resumes at the first VMA that was not
/// shown. It writes down what it is asked.
/// </summary>
internal readonly struct ScriptedIterator : IBpfIterator
{
    private static ref int Position => ref ReaderMemory.As<int>();

    public async Routine<Vma> Start()
    {
        Notes.Add("start");
        await Mm.First.Lock.Read();
        var vma = Mm.First.Find(Position);
        if (vma.IsNone)
        {
            await Mm.First.Lock.ReadUnlock();
        }

        return vma;
    }

    public async Routine<Vma> Next()
    {
        Notes.Add("next");
        var shown = Mm.First.Find(Position);
        Position = shown.End;
        var vma = Mm.First.Find(Position);
        if (vma.IsNone)
        {
            await Mm.First.Lock.ReadUnlock();
        }

        return vma;
    }

    public async Routine Stop(Vma vma)
    {
        if (vma.IsNone)
        {
            Notes.Add("stop(NULL)");
            return;
        }

        Notes.Add($"stop({vma.ToRecord()})");
        Assert.Equal(vma, Mm.First.Find(Position));
        await Mm.First.Lock.ReadUnlock();
    }
}
