namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>Something that is scheduled: the test itself, or an actor. It has an OS thread of its own.</summary>
internal sealed class ControlledOperation(int id) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(0);

    /// <summary>Gets its id: 0 for the test, then in the order of creation.</summary>
    public int Id { get; } = id;

    /// <summary>Gets or sets the thread.</summary>
    public Thread? Thread { get; set; }

    /// <summary>Gets what it waits for; null if it can go on.</summary>
    public Func<bool>? Condition { get; private set; }

    /// <summary>Gets or sets whether it has ended.</summary>
    public bool IsCompleted { get; set; }

    /// <summary>Gets whether it can be scheduled.</summary>
    public bool IsEnabled => !IsCompleted && Condition is null;

    /// <summary>Begins to wait for a condition.</summary>
    public void Pause(Func<bool> condition) => Condition = condition;

    /// <summary>
    /// Looks whether its condition holds. Once it has held, the operation is enabled until its turn comes, whatever
    /// others do meanwhile: so does Coyote.
    /// </summary>
    public void TryEnable()
    {
        if (!IsCompleted && Condition?.Invoke() == true)
        {
            Condition = null;
        }
    }

    /// <summary>Gives it the turn.</summary>
    public void Signal() => _turn.Release();

    /// <summary>Waits for its turn; called on its thread.</summary>
    public void Await() => _turn.Wait();

    public void Dispose() => _turn.Dispose();
}
