using LockCheck.Coyote.StandIn.Scheduling;

namespace Microsoft.Coyote.Actors;

/// <summary>Stand-in. An actor has a start, and neither an inbox nor states.</summary>
public abstract class Actor
{
    /// <summary>Makes the actor.</summary>
    protected Actor()
    {
    }

    internal void Start(Event? initialEvent) => OnInitializeAsync(initialEvent!).GetAwaiter().GetResult();

    /// <summary>What the actor does; here, all of it, and synchronously.</summary>
    /// <param name="initialEvent">What it was created with.</param>
    /// <returns>A task that has ended.</returns>
    protected virtual Task OnInitializeAsync(Event initialEvent) => Task.CompletedTask;

    /// <summary>Asks the strategy for a number.</summary>
    /// <param name="maxValue">How many there are.</param>
    /// <returns>A number from 0, below that.</returns>
    protected int RandomInteger(int maxValue) => ControlledRun.Current.RandomInteger(maxValue);
}
