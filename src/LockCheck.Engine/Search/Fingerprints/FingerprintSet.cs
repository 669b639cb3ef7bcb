using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// The set of 64-bit fingerprints of all states seen: open addressing with linear probing in native memory, in shards
/// that grow one by one, so that growing never needs the memory of two whole tables.
/// </summary>
/// <remarks>
/// Two different states with one fingerprint make the search miss the second one (Holzmann: hash compaction; as in
/// TLC). With n states that happens with a probability of at most n^2 / 2^65, which every verdict prints.
/// </remarks>
internal sealed unsafe class FingerprintSet : IDisposable
{
    private const int ShardBits = 3;
    private const int Shards = 1 << ShardBits;
    private const uint InitialSlots = 1024;

    private readonly Shard* _shards;

    public FingerprintSet()
    {
        _shards = (Shard*)NativeMemory.AllocZeroed(Shards, (nuint)sizeof(Shard));
        for (var i = 0; i < Shards; i++)
        {
            _shards[i].Mask = InitialSlots - 1;
            _shards[i].Slots = Allocate(InitialSlots);
        }
    }

    /// <summary>Gets the number of fingerprints.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the bytes of all shards.</summary>
    public long Bytes { get; private set; }

    /// <summary>The probability that some state was missed because of its fingerprint.</summary>
    public static double MissProbability(long states) => Math.Min(1, states / 2.0 * states / Math.Pow(2, 64));

    /// <summary>Adds a fingerprint, which is not 0; false if it was there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(ulong fingerprint)
    {
        var shard = _shards + (fingerprint >> (64 - ShardBits));
        var slots = shard->Slots;
        var mask = shard->Mask;
        var at = (uint)fingerprint & mask;
        while (true)
        {
            var found = slots[at];
            if (found == fingerprint)
            {
                return false;
            }

            if (found == 0)
            {
                break;
            }

            at = (at + 1) & mask;
        }

        slots[at] = fingerprint;
        Count++;
        if (++shard->Used * 4L > mask * 3L)
        {
            Grow(shard);
        }

        return true;
    }

    /// <summary>Tells whether a fingerprint, which is not 0, is there.</summary>
    public bool Contains(ulong fingerprint)
    {
        var shard = _shards + (fingerprint >> (64 - ShardBits));
        var at = (uint)fingerprint & shard->Mask;
        while (shard->Slots[at] != 0 && shard->Slots[at] != fingerprint)
        {
            at = (at + 1) & shard->Mask;
        }

        return shard->Slots[at] == fingerprint;
    }

    /// <summary>Starts to load the cache line that <see cref="Add"/> will need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong fingerprint)
    {
        var shard = _shards + (fingerprint >> (64 - ShardBits));
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(shard->Slots + ((uint)fingerprint & shard->Mask));
        }
    }

    public void Dispose()
    {
        for (var i = 0; i < Shards; i++)
        {
            LargeMemory.Free(_shards[i].Slots);
        }

        NativeMemory.Free(_shards);
    }

    private ulong* Allocate(uint slots)
    {
        Bytes += slots * 8L;
        return (ulong*)LargeMemory.Allocate(slots * 8L, zeroed: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(Shard* shard)
    {
        var old = shard->Slots;
        var oldSlots = shard->Mask + 1;
        shard->Mask = checked(oldSlots * 2) - 1;
        shard->Slots = Allocate(shard->Mask + 1);
        for (var i = 0u; i < oldSlots; i++)
        {
            var fingerprint = old[i];
            if (fingerprint == 0)
            {
                continue;
            }

            var at = (uint)fingerprint & shard->Mask;
            while (shard->Slots[at] != 0)
            {
                at = (at + 1) & shard->Mask;
            }

            shard->Slots[at] = fingerprint;
        }

        LargeMemory.Free(old);
        Bytes -= oldSlots * 8L;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Shard
    {
        public ulong* Slots;
        public uint Mask;
        public uint Used;
    }
}
