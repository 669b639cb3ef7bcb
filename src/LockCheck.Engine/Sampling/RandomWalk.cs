using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// At each step, one of the enabled threads with equal probability, and each value choice with equal probability (the
/// baseline "random walk" of Thomson, Donaldson, Betts: Concurrency testing using controlled schedulers, TOPC 2016).
/// It guarantees nothing: of n threads with k steps each, the schedules that let one of them wait for long are the
/// rarer the longer it waits.
/// </summary>
internal struct RandomWalk : IStrategy
{
    public readonly bool ReadsPending => false;

    public readonly int Horizon => int.MaxValue;

    /// <summary>Draws one of a set with equal probability.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Draw(uint set, ref RunRandom random)
    {
        for (var skip = random.Below(BitOperations.PopCount(set)); skip > 0; skip--)
        {
            set &= set - 1;
        }

        return BitOperations.TrailingZeroCount(set);
    }

    public readonly void Begin(uint running, ref RunRandom random)
    {
        // It remembers nothing of a run.
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Pick(uint enabled, ref RunRandom random) => Draw(enabled, ref random);

    public readonly void After(int slot, uint spawned, ref RunRandom random)
    {
        // As above.
    }
}
