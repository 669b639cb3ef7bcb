namespace LockCheck.Engine;

/// <summary>
/// Where workers wait for one another. A round takes milliseconds, so whoever waits spins and gives the processor away
/// in between, but does not sleep.
/// </summary>
internal sealed class SpinBarrier
{
    private readonly int _workers;
    private int _missing;
    private int _turn;

    /// <param name="workers">How many wait.</param>
    public SpinBarrier(int workers)
    {
        _workers = _missing = workers;
    }

    /// <summary>Waits until all workers have come here.</summary>
    public void Wait()
    {
        var turn = Volatile.Read(ref _turn);
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _missing = _workers;
            Volatile.Write(ref _turn, turn + 1);
            return;
        }

        var spin = default(SpinWait);
        while (Volatile.Read(ref _turn) == turn)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }
}
