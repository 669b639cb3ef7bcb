using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// Hashes the bytes of a state by folded 128-bit products (the scheme of wyhash by Wang Yi): for processors without
/// instructions for AES, and behind every hash as the last step.
/// </summary>
internal static unsafe class ProductHash
{
    private const ulong Key0 = 0x9E3779B97F4A7C15;
    private const ulong Key1 = 0xD1B54A32D192ED03;
    private const ulong Key2 = 0xA0761D6478BD642F;
    private const ulong Key3 = 0xE7037ED1A0B428DB;

    // The lanes' starts are unrelated to the keys: a lane that equals a key cancels it, and forgets the word beside it.
    private const ulong Start0 = 0x243F6A8885A308D3;
    private const ulong Start1 = 0x13198A2E03707344;
    private const ulong Start2 = 0xA4093822299F31D0;
    private const ulong Start3 = 0x082EFA98EC4E6C89;
    private const ulong Spread = 0x2545F4914F6CDD1D;
    private const ulong SecondSeed = 0xA4093822299F31D0;

    /// <summary>Gets the constants: as seeds, the worst ones.</summary>
    internal static ReadOnlySpan<ulong> Keys => [Key0, Key1, Key2, Key3];

    /// <summary>Hashes whole 64-bit words, by folded 128-bit products; once more for each half of the hash.</summary>
    /// <param name="bytes">The first byte.</param>
    /// <param name="count">How many bytes; a multiple of eight.</param>
    /// <param name="seed">Tells the sections of a vector apart.</param>
    public static Hash128 Of(byte* bytes, int count, ulong seed) =>
        new(Half(bytes, count, seed), Half(bytes, count, seed ^ SecondSeed));

    private static ulong Half(byte* bytes, int count, ulong seed)
    {
        var a = (seed + Start0) * Spread;
        var b = (seed + Start1) * Spread;
        var c = (seed + Start2) * Spread;
        var d = (seed + Start3) * Spread;
        var end = bytes + (count & ~63);
        for (; bytes < end; bytes += 64)
        {
            // Four chains, because one product waits for the one before it in its chain.
            a = Fold(*(ulong*)bytes ^ Key0, *(ulong*)(bytes + 8) ^ a);
            b = Fold(*(ulong*)(bytes + 16) ^ Key1, *(ulong*)(bytes + 24) ^ b);
            c = Fold(*(ulong*)(bytes + 32) ^ Key2, *(ulong*)(bytes + 40) ^ c);
            d = Fold(*(ulong*)(bytes + 48) ^ Key3, *(ulong*)(bytes + 56) ^ d);
        }

        var rest = count & 63;
        for (; rest >= 16; rest -= 16, bytes += 16)
        {
            (a, b) = (b, Fold(*(ulong*)bytes ^ Key1, *(ulong*)(bytes + 8) ^ a));
        }

        if (rest > 0)
        {
            a = Fold(*(ulong*)bytes ^ Key0, a ^ Key1);
        }

        return Fold(Fold(a ^ Key1, b ^ (ulong)count), Fold(c ^ Key3, d ^ Key2) ^ Key0);
    }

    /// <summary>Finishes a sum of section hashes into a fingerprint; never 0, which marks an empty slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Finish(ulong sum)
    {
        var fingerprint = Fold(sum ^ Key0, Key1) ^ sum;
        return fingerprint == 0 ? 1 : fingerprint;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong x, ulong y)
    {
        // A factor of zero would forget the other one. Words of a state are full of zeros and small numbers, so each is
        // combined with a constant or with a lane, and neither is ever small.
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }
}
