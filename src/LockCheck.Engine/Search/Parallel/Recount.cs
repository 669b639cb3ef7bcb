namespace LockCheck.Engine;

/// <summary>
/// What a parallel search has counted up to the state at which a search by one worker would have ended. Workers go on
/// to the end of the round; so the states of that round, up to the last one that counts, are expanded once more.
/// </summary>
internal sealed unsafe class Recount(
    LoadedModel model, SearchOptions options, PropertyTable properties, SearchStore store) : SuccessorSink
{
    private readonly int[] _threadBytesMax = new int[store.Pieces.ThreadBytesMax.Length];

    /// <summary>Gets the number of steps.</summary>
    public long Transitions { get; private set; }

    /// <summary>Gets the number of states in which every thread has ended.</summary>
    public long Terminal { get; private set; }

    /// <summary>Gets the number of states in which threads are left and none can go on.</summary>
    public long Deadlocks { get; private set; }

    /// <summary>Gets the bytes of the largest state vector.</summary>
    public int VectorBytes => store.Pieces.VectorBytesOf(_threadBytesMax);

    /// <summary>Takes over what the workers have counted.</summary>
    /// <param name="workers">The workers.</param>
    /// <param name="before">What was counted before the checkpoint that they went on from.</param>
    public void Begin(ReadOnlySpan<RoundWorker> workers, in SearchCounts before)
    {
        (Transitions, Terminal, Deadlocks) = (before.Transitions, before.Terminal, before.Deadlocks);
        foreach (var worker in workers)
        {
            Transitions += worker.Expander.Transitions;
            Terminal += worker.Terminal;
            Deadlocks += worker.Deadlocks;
        }

        store.Pieces.ThreadBytesMax.CopyTo(_threadBytesMax);
    }

    /// <summary>Counts what the expansion of some states gives.</summary>
    /// <param name="queue">Where they are.</param>
    /// <param name="from">The number of the first one.</param>
    /// <param name="last">The number of the last one.</param>
    public void Count(StateQueue queue, long from, long last)
    {
        using var expander = new Expander(model, options, properties, store.Pieces, store.Memo, this);
        using var scope = expander.Stepper.Enter();
        for (var state = from; state <= last; state++)
        {
            expander.Announce(queue[state]);
            expander.Expand(queue[state], state);
        }

        expander.Flush();
        Transitions += expander.Transitions;
    }

    public override void Announce(Hash128 fingerprint)
    {
    }

    public override void Take(Successor* successor)
    {
        var threads = store.Pieces.ThreadsIn(Successor.RecordOf(successor));
        for (var slot = 0; slot < _threadBytesMax.Length; slot++)
        {
            _threadBytesMax[slot] = Math.Max(_threadBytesMax[slot], store.Pieces.Thread(threads[slot])->Bytes);
        }
    }

    public override void Report(ulong reported, long parent, PathStep step)
    {
    }

    public override void EndOfPath(long state, bool hasLiveThreads)
    {
        if (hasLiveThreads)
        {
            Deadlocks++;
        }
        else
        {
            Terminal++;
        }
    }
}
