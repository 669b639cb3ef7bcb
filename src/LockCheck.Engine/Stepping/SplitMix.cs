namespace LockCheck.Engine;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014): the only source of
/// randomness, and the same sequence for a seed everywhere.
/// </summary>
public sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Draws 64 bits.</summary>
    /// <returns>The next number of the sequence.</returns>
    public ulong Next() => Next(ref _state);

    /// <summary>Draws 64 bits from a state that somebody else keeps.</summary>
    internal static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Draws a number below a bound.</summary>
    /// <param name="bound">At least 1.</param>
    /// <returns>A number from 0 up to <paramref name="bound"/>; the bias is below 2^-32.</returns>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);
}
