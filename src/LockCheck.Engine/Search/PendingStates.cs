namespace LockCheck.Engine;

/// <summary>The states that were reached and not expanded yet, in the order in which one worker expands them.</summary>
internal abstract unsafe class PendingStates : IDisposable
{
    /// <summary>Gets the number of the state that was taken last.</summary>
    public long Number { get; protected set; }

    /// <summary>Gets its distance from the initial state along the path on which it was found, in steps.</summary>
    public int Depth { get; protected set; }

    /// <summary>Gets how many states there are.</summary>
    public abstract long Count { get; }

    /// <summary>Gets the most states there were; breadth first, at one distance from the initial state.</summary>
    public abstract long MaxCount { get; }

    /// <summary>Gets the bytes for the states.</summary>
    public abstract long Bytes { get; }

    /// <summary>Gets whether the next state depends on successors that are not decided yet.</summary>
    public abstract bool IsAtItsEnd { get; }

    /// <summary>Adds a state. Numbers come in order, from 0.</summary>
    public abstract void Add(byte* record, long number);

    /// <summary>Takes the next state out.</summary>
    /// <param name="expander">Is told of states that will be next.</param>
    /// <returns>Its record, valid until the next call; null if there is none.</returns>
    public abstract byte* Take(Expander expander);

    public abstract void Dispose();
}
