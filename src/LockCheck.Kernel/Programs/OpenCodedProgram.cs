namespace LockCheck.Kernel;

/// <summary>
/// A BPF program that loops over an open-coded iterator: new, next until NULL, destroy (protocols.md 2b). One run of it
/// is one complete read for the invariants, with all records in one call: there are no pages.
/// </summary>
/// <remarks>
/// The program looks at what new returned, so that a failed one is an error of the run, and no empty listing. (The
/// macro <c>bpf_for_each</c> drops that result.) It calls next all the same, as the verifier allows, and once more
/// after NULL: I14 is about both.
/// <para>
/// A program that may not sleep, or that runs with interrupts off (<see cref="Faults.Irq"/>), is inside an RCU read
/// section, in the eras that have RCU (<see cref="VmaLockEra"/>). The time that its own instructions take is no step.
/// </para>
/// </remarks>
public static class OpenCodedProgram
{
    /// <summary>Runs a program that only looks at what the iterator returns, and does not sleep.</summary>
    /// <typeparam name="TIterator">The iterator.</typeparam>
    /// <param name="iterator">The iterator; it keeps its state in the reader's memory.</param>
    /// <returns>The routine of a reader's thread.</returns>
    public static Routine Run<TIterator>(TIterator iterator)
        where TIterator : struct, IOpenCodedIterator => Run(iterator, default(PlainProgram));

    /// <summary>Runs a program.</summary>
    /// <typeparam name="TIterator">The iterator.</typeparam>
    /// <typeparam name="TProgram">The program.</typeparam>
    /// <param name="iterator">The iterator; it keeps its state in the reader's memory.</param>
    /// <param name="program">The program.</param>
    /// <returns>The routine of a reader's thread.</returns>
    public static async Routine Run<TIterator, TProgram>(TIterator iterator, TProgram program)
        where TIterator : struct, IOpenCodedIterator
        where TProgram : struct, IBpfProgram
    {
        await Operation.Issue(new UserStep(UserCall.Program));
        BpfProgram.Begin();
        var isUnderRcu = BpfProgram.IsUnderRcu(TProgram.IsSleepable);
        if (isUnderRcu)
        {
            await Rcu.ReadLock();
        }

        var result = await Loop(iterator, program);
        if (isUnderRcu)
        {
            await Rcu.ReadUnlock();
        }

        if (Cpu.InterruptsAreOff)
        {
            await Cpu.RestoreInterrupts();
        }

        BpfProgram.End(result);
    }

    /// <summary>The loop: the number of objects, or the error of new.</summary>
    private static async Routine<int> Loop<TIterator, TProgram>(TIterator iterator, TProgram program)
        where TIterator : struct, IOpenCodedIterator
        where TProgram : struct, IBpfProgram
    {
        Raise(IteratorCall.New);
        var result = await iterator.New();
        if (result != 0)
        {
            Raise(IteratorCall.NewFailed);
        }

        Raise(IteratorCall.Next);
        while (await iterator.Next())
        {
            Raise(IteratorCall.ReturnedObject);
            KernelModel.Current.Events.Record(iterator.Show(), iterator.Mm);
            result = result < 0 ? result : result + 1;
            await program.Body();
            Raise(IteratorCall.Next);
        }

        // The iterator is drained, and next keeps returning NULL.
        Raise(IteratorCall.Drained);
        Raise(IteratorCall.Next);
        Raise(await iterator.Next() ? IteratorCall.ReturnedObject : IteratorCall.Drained);

        await iterator.Destroy();
        Raise(IteratorCall.Destroyed);
        return result;
    }

    private static void Raise(IteratorCall call) => KernelModel.Current.Events.Iterator(call);
}
