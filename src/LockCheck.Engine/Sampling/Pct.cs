using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte: A randomized scheduler with
/// probabilistic guarantees of finding bugs, ASPLOS 2010). Threads get random priorities, and the highest one that can
/// go on does; at d - 1 steps, drawn from the k that a run has, the thread that made the step falls below all others:
/// the i-th one to the priority i. A bug of depth d in n threads is found by each run with a probability of at least
/// 1 / (n k^(d-1)) (<see cref="PctBound"/>).
/// </summary>
/// <remarks>
/// The guarantee is about runs of up to k steps. What comes behind a multiple of k goes on as a random walk, because a
/// thread that waits in a loop would otherwise wait for one of a lower priority for ever; the paper has such a thread
/// yield, which a model does not tell.
/// </remarks>
/// <param name="depth">The depth d.</param>
/// <param name="steps">The steps k.</param>
internal struct Pct(int depth, int steps) : IStrategy
{
    private readonly int[] _changes = new int[depth - 1];
    private Priorities _priorities;
    private int _made;

    public readonly bool ReadsPending => false;

    public readonly int Horizon => StrategyHorizon.Of(steps);

    public void Begin(uint running, ref RunRandom random)
    {
        _made = 0;
        for (var change = 0; change < _changes.Length; change++)
        {
            _changes[change] = 1 + random.Below(steps);
        }

        DrawFor(running, ref random);
    }

    public readonly int Pick(uint enabled, ref RunRandom random) => _priorities.Highest(enabled);

    public void After(int slot, uint spawned, ref RunRandom random)
    {
        _made++;
        DrawFor(spawned, ref random);
        for (var change = 0; change < _changes.Length; change++)
        {
            if (_changes[change] == _made)
            {
                _priorities[slot] = (ulong)(1 + change);
            }
        }
    }

    /// <summary>Random numbers stand for a random order; those of change points lie below all of them.</summary>
    private void DrawFor(uint threads, ref RunRandom random)
    {
        for (; threads != 0; threads &= threads - 1)
        {
            _priorities[BitOperations.TrailingZeroCount(threads)] = random.Next() | (1UL << 63);
        }
    }
}
