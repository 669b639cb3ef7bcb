using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>Hashes that are the same in every process: of names, and of the bytes of a state.</summary>
internal static unsafe class StableHash
{
    private const ulong Key0 = 0x9E3779B97F4A7C15;
    private const ulong Key1 = 0xD1B54A32D192ED03;

    /// <summary>FNV-1a of a name; never 0, which means "none".</summary>
    public static uint Of(string name)
    {
        var hash = 2166136261u;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash == 0 ? 1 : hash;
    }

    /// <summary>Hashes whole 64-bit words, two at a time, by folded 128-bit products.</summary>
    /// <param name="bytes">The first byte.</param>
    /// <param name="count">How many bytes; a multiple of eight.</param>
    /// <param name="seed">Tells the sections of a vector apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(byte* bytes, int count, ulong seed)
    {
        var a = seed ^ Key0;
        var b = seed ^ Key1;
        var end = bytes + (count & ~31);
        for (; bytes < end; bytes += 32)
        {
            a = Fold(*(ulong*)bytes ^ Key0, *(ulong*)(bytes + 8) ^ a);
            b = Fold(*(ulong*)(bytes + 16) ^ Key1, *(ulong*)(bytes + 24) ^ b);
        }

        for (var rest = count & 31; rest > 0; rest -= 8, bytes += 8)
        {
            a = Fold(*(ulong*)bytes ^ Key0, a ^ Key1);
        }

        return Fold(a ^ Key1, b ^ (ulong)count);
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
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }
}
