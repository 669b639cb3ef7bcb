namespace LockCheck.Engine;

/// <content>Spawning, private memory, racy accesses and reports.</content>
public sealed unsafe partial class Stepper
{
    private int _racyAccesses;

    /// <summary>Gets the properties that the step reported, a bit each.</summary>
    internal ulong Reported { get; private set; }

    /// <summary>Gets what reports and notes said, on replay only.</summary>
    internal List<string> Details { get; } = [];

    /// <summary>Reports that a property does not hold.</summary>
    /// <param name="property">One of the model's properties.</param>
    public void Report(Property property)
    {
        ArgumentNullException.ThrowIfNull(property);
        Reported |= 1UL << property.Index;
    }

    /// <summary>Adds a line to the trace of a replay. Call it only if <see cref="IsExplaining"/>.</summary>
    /// <param name="text">One line.</param>
    public void Explain(string text)
    {
        if (IsExplaining)
        {
            Details.Add(text);
        }
    }

    /// <summary>Counts an unprotected access to shared memory: a step makes at most one.</summary>
    public void RacyAccess()
    {
        if (++_racyAccesses > 1)
        {
            Reported |= 1UL << Property.TwoRacyAccesses.Index;
        }
    }

    /// <summary>Tells what a thread is doing in the running step.</summary>
    /// <param name="thread">The thread.</param>
    /// <returns>Its status.</returns>
    public ThreadStatus StatusOf(ThreadId thread) => View.StatusOf(thread);

    /// <summary>Starts a thread in a free slot; it runs to its first scheduling point at once.</summary>
    internal ThreadId Spawn<TStart>(byte role, TStart start)
        where TStart : IThreadStart
    {
        var slot = 0;
        while (View.StatusOf(ThreadId.Of(slot)) != ThreadStatus.Unused)
        {
            if (++slot == Shape.ThreadCount)
            {
                throw new RoutineException(
                    $"The model starts more than the {Shape.ThreadCount} threads that it declared. Usual cause: a "
                    + "spawn in a loop. Raise Model.ThreadCount if the number is meant.");
            }
        }

        var header = (ThreadHeader*)Shape.Thread(_state, slot);
        var outer = Self;
        var outerFrame = _activeFrame;
        var outerIssued = _issued;
        Self = ThreadId.Of(slot);
        _issued = 0;
        _touchedThreads |= 1u << slot;
        header->Status = ThreadStatus.Running;
        header->Role = role;
        _ = start.Run();
        if (_outcome == Outcome.Completed)
        {
            header->Status = ThreadStatus.Finished;
            RequireNothingIssued();
            if (_hearsThreadEnds)
            {
                Model.OnThreadEnd(Self, LiveThreads());
            }
        }

        Self = outer;
        _activeFrame = outerFrame;
        _issued = outerIssued;
        return ThreadId.Of(slot);
    }

    internal byte* PrivateOf(ThreadId thread) => Shape.Thread(_state, thread.Index) + ThreadHeader.Bytes;
}
