using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Partial order sampling (Yuan, Yang, Gu: Partial order aware concurrency sampling, CAV 2018). Each pending operation
/// has a random priority, and the highest one that can be applied is; then the operations that raced with it, and the
/// next one of its thread, draw new priorities. Two operations race if they touch one object and one of them writes.
/// So which of several racing operations comes first is drawn once for all of them, however many steps that touch
/// other things lie between. A partial order of the run that is drawn like this has a probability of at least
/// 1 / n^E for n threads and E operations, and usually far more; that is too little to be worth printing.
/// </summary>
/// <param name="pending">What the threads are about to touch.</param>
internal struct Pos(PendingOperations pending) : IStrategy
{
    private Priorities _priorities;
    private uint _fresh;

    public readonly bool ReadsPending => true;

    public readonly int Horizon => int.MaxValue;

    public void Begin(uint running, ref RunRandom random) => _fresh = uint.MaxValue;

    public int Pick(uint enabled, ref RunRandom random)
    {
        for (var set = enabled & _fresh; set != 0; set &= set - 1)
        {
            _priorities[BitOperations.TrailingZeroCount(set)] = random.Next();
        }

        _fresh &= ~enabled;
        var picked = _priorities.Highest(enabled);
        _fresh |= 1u << picked;
        for (var set = enabled & ~(1u << picked); set != 0; set &= set - 1)
        {
            var other = BitOperations.TrailingZeroCount(set);
            if (pending.Race(picked, other))
            {
                _fresh |= 1u << other;
            }
        }

        return picked;
    }

    public readonly void After(int slot, uint spawned, ref RunRandom random)
    {
        // Who draws a new priority was known before the step; threads that it started are fresh from the beginning.
    }
}
