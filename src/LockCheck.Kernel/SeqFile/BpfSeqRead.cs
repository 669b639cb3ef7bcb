namespace LockCheck.Kernel;

/// <summary>
/// User space reading a BPF iterator to its end, and <c>bpf_seq_read</c> below it (protocols.md 2.0).
/// </summary>
/// <remarks>
/// One record is one call of the program. Records are taken to be of one size, so a page is full after so many of them
/// (<see cref="KernelSettings.RecordsPerPage"/>), and no output is left over. The program drops no record and does not
/// fail, so E2BIG and EAGAIN do not occur.
/// <para>
/// A reader that was interrupted by a fatal signal completes its read() and dies on the way back to user space: nobody
/// sees what that read() returned, and there is no next one.
/// </para>
/// </remarks>
public static class BpfSeqRead
{
    /// <summary>Opens, reads until read() returns 0 or an error or a fatal signal strikes, and closes.</summary>
    /// <typeparam name="TIterator">The iterator.</typeparam>
    /// <param name="iterator">The iterator; without fields, it keeps its state in the reader's memory.</param>
    /// <returns>The routine of a reader's thread.</returns>
    public static async Routine ReadToEnd<TIterator>(TIterator iterator)
        where TIterator : struct, IBpfIterator
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        KernelModel.Current.Events.ReadBegin();
        var records = 1;
        while (records > 0)
        {
            KernelModel.Current.Events.CallBegin();
            records = await Read(iterator);
            KernelModel.Current.Events.CallEnd(records);
            if (SeqUser.IsKilled())
            {
                records = Errno.EINTR;
            }
        }

        KernelModel.Current.Events.ReadEnd(records);
        ReaderMemory.Clear();
    }

    private static async Routine<int> Read<TIterator>(TIterator iterator)
        where TIterator : struct, IBpfIterator
    {
        // protocols.md 2.0, bpf_seq_read, step 2.
        var shown = 0;
        Raise(IteratorCall.Start);
        var vma = await iterator.Start();
        while (!vma.IsNone)
        {
            Raise(IteratorCall.ReturnedObject);
            if (shown > 0 && SeqUser.IsFull(shown))
            {
                // Step 3: the object was fetched and is not shown.
                break;
            }

            KernelModel.Current.Events.Record(vma.ToRecord(), SeqUser.MmOf(vma));
            shown++;
            Raise(IteratorCall.Next);
            vma = await iterator.Next();
        }

        if (vma.IsNone)
        {
            Raise(IteratorCall.ReturnedNull);
        }

        // Step 5: with no object, stop runs the program once more, with NULL.
        await iterator.Stop(vma);
        Raise(IteratorCall.Stopped);
        return shown;
    }

    private static void Raise(IteratorCall call) => KernelModel.Current.Events.Iterator(call);
}
