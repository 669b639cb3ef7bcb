namespace LockCheck.Kernel;

/// <summary>
/// User space reading a BPF iterator to its end, and <c>bpf_seq_read</c> below it (protocols.md 2.0).
/// </summary>
/// <remarks>
/// One record is one call of the program. Records are taken to be of one size, so a page is full after so many of them
/// (<see cref="KernelSettings.RecordsPerPage"/>), and no output is left over. The program does not fail. With
/// <see cref="Faults.Overflow"/> its output may be too much for the buffer, which never grows: that of the first
/// record, which is E2BIG, or that of the end call, which is then run again by the next read(). With
/// <see cref="Faults.ManyObjects"/> it may have dropped its output for a million objects: EAGAIN, and user space reads
/// again. An overflow behind the first record is a page that is full.
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
    public static Routine ReadToEnd<TIterator>(TIterator iterator)
        where TIterator : struct, IBpfIterator => ReadToEnd<TIterator, Vma>(iterator);

    /// <summary>The same, for an iterator over objects of any kind.</summary>
    /// <typeparam name="TIterator">The iterator.</typeparam>
    /// <typeparam name="TObject">What it iterates over.</typeparam>
    /// <param name="iterator">The iterator; without fields, it keeps its state in the reader's memory.</param>
    /// <returns>The routine of a reader's thread.</returns>
    public static async Routine ReadToEnd<TIterator, TObject>(TIterator iterator)
        where TIterator : struct, IBpfIterator<TObject>
        where TObject : unmanaged, IBpfObject
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        KernelModel.Current.Events.ReadBegin();
        var result = 1;
        var isDone = false;
        while (result > 0 || result == Errno.EAGAIN)
        {
            KernelModel.Current.Events.CallBegin();
            (result, isDone) = await Read<TIterator, TObject>(iterator, isDone);
            KernelModel.Current.Events.CallEnd(result);
            if (SeqUser.IsKilled())
            {
                result = Errno.EINTR;
            }
        }

        KernelModel.Current.Events.ReadEnd(result);
        ReaderMemory.Clear();
    }

    /// <summary>One read().</summary>
    /// <param name="iterator">The iterator.</param>
    /// <param name="isDone"><c>done_stop</c>: the end call was run, and its output taken.</param>
    /// <returns>The number of records, 0 at the end, or an error; and <c>done_stop</c>.</returns>
    private static async Routine<(int Result, bool IsDone)> Read<TIterator, TObject>(TIterator iterator, bool isDone)
        where TIterator : struct, IBpfIterator<TObject>
        where TObject : unmanaged, IBpfObject
    {
        // protocols.md 2.0, bpf_seq_read, step 2.
        var shown = 0;
        Raise(IteratorCall.Start);
        var item = await iterator.Start();
        while (!item.IsNone)
        {
            Raise(IteratorCall.ReturnedObject);
            if (shown == 0 && Strikes(Faults.Overflow, "the output of the first record does not fit"))
            {
                shown = Errno.E2BIG;
                break;
            }

            // Step 3: the object was fetched and is not shown.
            if (shown > 0 && SeqUser.IsFull(shown))
            {
                break;
            }

            if (shown > 0 && Strikes(Faults.ManyObjects, "a million objects, and no output"))
            {
                shown = Errno.EAGAIN;
                break;
            }

            item.Report();
            shown++;
            Raise(IteratorCall.Next);
            item = await iterator.Next();
        }

        if (item.IsNone)
        {
            Raise(IteratorCall.ReturnedNull);
        }

        // Step 5: with no object, stop runs the program once more, with NULL.
        await iterator.Stop(item);
        if (item.IsNone && !isDone)
        {
            Raise(IteratorCall.EndCall);
            isDone = !Strikes(Faults.Overflow, "the output of the end call does not fit");
            shown = !isDone && shown == 0 ? Errno.E2BIG : shown;
        }

        Raise(IteratorCall.Stopped);
        return (shown, isDone);
    }

    private static bool Strikes(Faults fault, string what) => KernelModel.Current.Strikes(fault, what);

    private static void Raise(IteratorCall call) => KernelModel.Current.Events.Iterator(call);
}
