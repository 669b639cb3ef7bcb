using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>A priority for each thread.</summary>
[InlineArray(VectorLayout.MaxThreads)]
internal struct Priorities
{
    private ulong _priority;

    /// <summary>Finds the thread of a set with the highest priority.</summary>
    public readonly int Highest(uint set)
    {
        var best = BitOperations.TrailingZeroCount(set);
        for (set &= set - 1; set != 0; set &= set - 1)
        {
            var slot = BitOperations.TrailingZeroCount(set);
            best = this[slot] > this[best] ? slot : best;
        }

        return best;
    }
}
