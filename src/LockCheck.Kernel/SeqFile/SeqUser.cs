namespace LockCheck.Kernel;

/// <summary>What both drivers ask about the process that reads.</summary>
internal static class SeqUser
{
    /// <summary>
    /// Whether a fatal signal has struck the running reader, which then dies on its way back to user space. Asked once
    /// a read(): the answer is taken back.
    /// </summary>
    public static bool IsKilled()
    {
        ref var ledger = ref KernelModel.Current.Ledgers[Threads.Self.Index];
        var killed = ledger.Killed != 0;
        ledger.Killed = 0;
        return killed;
    }

    /// <summary>
    /// The mm that a record comes from: that of the VMA shown; of a copy, which is no object of the slab, that of the
    /// running reader's iterator.
    /// </summary>
    public static Mm MmOf(Vma shown)
    {
        var model = KernelModel.Current;
        var isCopy = model.HasSecondMm && (uint)shown.Index >= (uint)model.Slab.Count;
        return !isCopy ? model.MmOf(shown)
            : model.Walks.Count != 0 && model.Walks.Field(Threads.Self.Index, WorldFields.IsOfSecond) ? Mm.Second
            : Mm.First;
    }

    /// <summary>
    /// Whether the buffer is full after so many lines of this read(), as <see cref="KernelSettings.RecordsPerPage"/>
    /// says; with "each page ends where it likes", both are searched.
    /// </summary>
    public static bool IsFull(int lines)
    {
        var most = KernelModel.Current.Settings.RecordsPerPage.Count;
        return most == 0 ? Choose.Either("page full") : lines >= most;
    }
}
