namespace LockCheck.Engine;

/// <summary>A random walk that counts: the runs from which a strategy learns the size of the model.</summary>
/// <param name="pending">What the threads are about to touch.</param>
/// <param name="counts">Where it counts.</param>
internal struct PilotWalk(PendingOperations pending, PilotCounts counts) : IStrategy
{
    private int _made;

    public readonly bool ReadsPending => true;

    public readonly int Horizon => int.MaxValue;

    public void Begin(uint running, ref RunRandom random)
    {
        _made = 0;
        counts.BeginRun();
    }

    public int Pick(uint enabled, ref RunRandom random)
    {
        var slot = RandomWalk.Draw(enabled, ref random);
        counts.Add(slot, pending, ++_made);
        return slot;
    }

    public readonly void After(int slot, uint spawned, ref RunRandom random) => counts.AddSpawned(slot, spawned);
}
