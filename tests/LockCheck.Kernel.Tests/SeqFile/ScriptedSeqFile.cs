using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.SeqFile;

/// <summary>What is odd about a <see cref="ScriptedSeqFile"/>.</summary>
internal enum Oddity : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The gate VMA follows the last VMA.</summary>
    Gate,

    /// <summary>next leaves the position as it was.</summary>
    BuggyNext,

    /// <summary>start of the second VMA fails.</summary>
    StartFails,

    /// <summary>next fails where the second VMA would follow, and so does every start there.</summary>
    NextFails,

    /// <summary>open fails.</summary>
    OpenFails,
}

/// <summary>
/// A seq_file whose position is the number of VMAs shown. It holds the mmap_lock from start to stop, also when it has
/// returned NULL or an error, and writes down what it is asked.
/// </summary>
internal readonly struct ScriptedSeqFile(Oddity oddity, int first = 0) : ISeqOperations
{
    private readonly Oddity _oddity = oddity;
    private readonly int _first = first;

    private static ref int Position => ref SeqState.Position;

    public async Routine<int> Open()
    {
        Position = _first;
        SeqState.Private<int>() = _first;
        return _oddity == Oddity.OpenFails ? Errno.ENOMEM : 0;
    }

    public async Routine Release()
    {
        Notes.Add("release");
        Assert.Equal(_first, SeqState.Private<int>());
    }

    public async Routine<SeqItem> Start()
    {
        Notes.Add($"start({Position})");
        await Mm.First.Lock.Read();
        return Fails() ? SeqItem.Failed(Errno.EINTR) : At(Position - _first);
    }

    public async Routine<SeqItem> Next(Vma vma)
    {
        Notes.Add($"next({Text(vma)})");
        var shown = Position - _first;
        if (_oddity != Oddity.BuggyNext)
        {
            Position++;
        }

        return _oddity == Oddity.NextFails && Fails() ? SeqItem.Failed(Errno.EINTR) : At(shown + 1);
    }

    public bool Show(Vma vma, out MapRecord record)
    {
        Notes.Add($"show({Text(vma)})");
        record = vma.IsGate ? default : vma.ToRecord();
        return !vma.IsGate;
    }

    public async Routine Stop(SeqItem item)
    {
        Notes.Add($"stop({(item.Error == 0 ? Text(item.Vma) : item.Error)}) at {Position}");
        await Mm.First.Lock.ReadUnlock();
    }

    private bool Fails() => _oddity is Oddity.StartFails or Oddity.NextFails && Position == 1;

    private SeqItem At(int index)
    {
        var vma = Mm.First.FirstVma();
        for (; index > 0 && !vma.IsNone; index--)
        {
            vma = Mm.First.Next(vma);
        }

        return SeqItem.Of(vma.IsNone && index == 0 && _oddity == Oddity.Gate ? Vma.Gate : vma);
    }

    private static string Text(Vma vma) => vma.IsNone || vma.IsGate ? vma.ToString() : vma.ToRecord().ToString();
}
