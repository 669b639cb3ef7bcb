namespace LockCheck.Kernel;

/// <summary>
/// User space reading an ordinary file of /proc to its end, and <c>seq_read</c> below it (protocols.md 2.0).
/// </summary>
/// <remarks>
/// Lines are taken to be of one size, so the buffer is full after so many of them
/// (<see cref="KernelSettings.RecordsPerPage"/>), and none is left over for the next read(). Only with
/// <see cref="Faults.Grow"/> may one line be longer than the buffer, once a run: if it is the first of a read(), the
/// buffer grows for it. The room for other lines stays the same. No line is empty, and no show fails.
/// <para>
/// I14's events: start, next, objects and stop are raised, so that each start has to have its stop. NULL is not: I14
/// requires of a BPF iterator that it holds nothing then, and a seq_file releases in stop
/// (<see cref="ISeqOperations"/>). What is held after stop is noticed by I8 at the end of the read(), and by I9 after
/// close. There is no end call.
/// </para>
/// </remarks>
public static class SeqRead
{
    /// <summary>Opens, reads until read() returns 0 or an error or a fatal signal strikes, and closes.</summary>
    /// <typeparam name="TOperations">The file's operations.</typeparam>
    /// <param name="operations">
    /// The file's operations; without fields, they keep their state in the reader's memory.
    /// </param>
    /// <returns>The routine of a reader's thread.</returns>
    public static async Routine ReadToEnd<TOperations>(TOperations operations)
        where TOperations : struct, ISeqOperations
    {
        await Operation.Issue(new UserStep(UserCall.Open));
        KernelModel.Current.Events.ReadBegin();
        var result = await operations.Open();
        if (result == 0)
        {
            do
            {
                KernelModel.Current.Events.CallBegin();
                result = await Read(operations);
                KernelModel.Current.Events.CallEnd(result);
                if (SeqUser.IsKilled())
                {
                    result = Errno.EINTR;
                }
            }
            while (result > 0);
            await operations.Release();
        }

        KernelModel.Current.Events.ReadEnd(result);
        ReaderMemory.Clear();
    }

    /// <summary>One read(); the steps are those of protocols.md 2.0.</summary>
    /// <returns>The number of lines, 0 at the end, or an error.</returns>
    private static async Routine<int> Read<TOperations>(TOperations operations)
        where TOperations : struct, ISeqOperations
    {
        // 1. The file's mutex: one thread reads one file here. No line is left over.
        // 2. The first object.
        var item = await Start(operations);

        // 3. First record loop: a larger buffer, until the first line fits.
        while (item.IsObject && KernelModel.Current.Strikes(Faults.Grow, "first record does not fit"))
        {
            await Stop(operations, item);
            item = await Start(operations);
        }

        // 4. Fill loop: always advanced once per line.
        var lines = 0;
        while (item.IsObject && (lines == 0 || !SeqUser.IsFull(lines)))
        {
            Show(operations, item.Vma);
            lines++;
            item = await Next(operations, item.Vma);
        }

        // 5. What was fetched and found no room is not shown.
        await Stop(operations, item);

        // 6 and 7. Nothing of the copy to user space is seen by others. An error counts if nothing was delivered;
        // otherwise the next read() goes on from the position, and may meet it again.
        return lines > 0 ? lines : item.Error;
    }

    private static async Routine<SeqItem> Start<TOperations>(TOperations operations)
        where TOperations : struct, ISeqOperations
    {
        Raise(IteratorCall.Start);
        var item = await operations.Start();
        RaiseObject(item);
        return item;
    }

    private static async Routine<SeqItem> Next<TOperations>(TOperations operations, Vma shown)
        where TOperations : struct, ISeqOperations
    {
        Raise(IteratorCall.Next);
        var before = SeqState.Position;
        var item = await operations.Next(shown);
        if (SeqState.Position == before)
        {
            Stepper.Current.Explain("buggy .next function did not update position index");
            SeqState.Position = unchecked(before + 1);
        }

        RaiseObject(item);
        return item;
    }

    private static async Routine Stop<TOperations>(TOperations operations, SeqItem item)
        where TOperations : struct, ISeqOperations
    {
        await operations.Stop(item);
        Raise(IteratorCall.Stopped);
    }

    private static void Show<TOperations>(TOperations operations, Vma vma)
        where TOperations : struct, ISeqOperations
    {
        if (operations.Show(vma, out var record))
        {
            KernelModel.Current.Events.Record(record, SeqUser.MmOf(vma));
        }
        else
        {
            Stepper.Current.Explain("prints the line of the gate VMA, which is no record");
        }
    }

    private static void RaiseObject(SeqItem item)
    {
        if (item.IsObject)
        {
            Raise(IteratorCall.ReturnedObject);
        }
    }

    private static void Raise(IteratorCall call) => KernelModel.Current.Events.Iterator(call);
}
