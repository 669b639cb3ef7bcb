namespace LockCheck.Engine.Tests.Worlds;

/// <summary>
/// Joins a queue of at most two, then waits to be its head: the last to join writes the outcome last.
/// </summary>
internal readonly record struct QueueUp(byte Me) : IOperation<None>
{
    public Footprint Footprint => Footprint.Nothing;

    public bool IsEnabled(StateView state, ThreadId self) =>
        !IsQueued(ScratchWorld.NumberIn(state, 1)) || ScratchWorld.NumberIn(state, 1) % 10 == Me;

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        ref var queue = ref ScratchWorld.Number(1);
        if (!IsQueued(queue))
        {
            queue += queue == 0 ? Me : 10 * Me;
            return false;
        }

        queue /= 10;
        ScratchWorld.Number(2) = Me;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => "queue";

    private bool IsQueued(long queue) => queue % 10 == Me || queue / 10 == Me;
}

internal readonly record struct FetchAndAdd(int Place) : IOperation<long>
{
    public Footprint Footprint => new(0, (ushort)Place, AccessMode.Write, AccessOrder.Fence);

    public bool IsEnabled(StateView state, ThreadId self) => true;

    public bool TryApply(ThreadId self, out long result)
    {
        result = ScratchWorld.Number(Place)++;
        return true;
    }

    public string Describe(StateView state, ThreadId self) => $"fetch_add({Place})";
}
