using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// The randomness of one run: the sequence of <see cref="SplitMix"/>, as a value, so that a run allocates nothing.
/// </summary>
internal struct RunRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>
    /// Gives a run its generator: a function of the sampling's seed and the run's number only, whatever the runs
    /// before it did.
    /// </summary>
    /// <param name="mixedSeed">The mixed seed: neighbouring seeds would share all their runs but one.</param>
    /// <param name="run">The run's number, from 0.</param>
    public static RunRandom Of(ulong mixedSeed, long run)
    {
        var state = mixedSeed + (ulong)run;
        return new RunRandom(SplitMix.Next(ref state));
    }

    /// <summary>Draws 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next() => SplitMix.Next(ref _state);

    /// <summary>Draws a number below a bound, with a bias below 2^-32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);
}
