using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>Hashes that are the same in every process: of names, and of the bytes of a state.</summary>
internal static unsafe class StableHash
{
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

    /// <summary>Hashes whole 64-bit words.</summary>
    /// <param name="bytes">The first byte.</param>
    /// <param name="count">How many bytes; a multiple of eight.</param>
    /// <param name="seed">Tells the sections of a vector apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Hash128 Of(byte* bytes, int count, ulong seed) =>
        AesHash.IsSupported ? AesHash.Of(bytes, count, seed) : ProductHash.Of(bytes, count, seed);

    /// <summary>Finishes a sum of section hashes into a fingerprint; never 0, which marks an empty slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Finish(ulong sum) => ProductHash.Finish(sum);
}
