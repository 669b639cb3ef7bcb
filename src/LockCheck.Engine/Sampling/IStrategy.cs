namespace LockCheck.Engine;

/// <summary>
/// What draws the next thread of a run: a struct, so that the loop is compiled for each strategy. Threads are slots;
/// sets of them are bits.
/// </summary>
internal interface IStrategy
{
    /// <summary>Gets whether it looks at what threads are about to touch; otherwise that is not noted.</summary>
    bool ReadsPending { get; }

    /// <summary>
    /// Gets the step from which on the run goes on as a random walk; a strategy that never lets a thread starve has
    /// none. Otherwise a thread that waits in a loop, with the highest priority, would keep the run from ending.
    /// </summary>
    int Horizon { get; }

    /// <summary>Begins a run.</summary>
    /// <param name="running">The threads of the initial state.</param>
    /// <param name="random">The run's randomness.</param>
    void Begin(uint running, ref RunRandom random);

    /// <summary>Draws the thread that makes the next step.</summary>
    /// <param name="enabled">The threads that can go on; at least one.</param>
    /// <param name="random">The run's randomness.</param>
    /// <returns>One of them.</returns>
    int Pick(uint enabled, ref RunRandom random);

    /// <summary>Learns of a step.</summary>
    /// <param name="slot">The thread that made it.</param>
    /// <param name="spawned">The threads that it started.</param>
    /// <param name="random">The run's randomness.</param>
    void After(int slot, uint spawned, ref RunRandom random);
}
