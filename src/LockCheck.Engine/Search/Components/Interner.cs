using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// Pieces of states, each kept once and known by a number: a block of the world, the list of blocks that make a world,
/// a thread. Two pieces are one if they are equal byte by byte; a hash only finds them.
/// </summary>
/// <remarks>
/// That states are made of few pieces is what tree compression lives by (A. Laarman, J. van de Pol, M. Weber: Parallel
/// recursive state compression for free, SPIN 2011). Pieces stay where they are until the search ends, so that several
/// workers read them without a lock; a new one is added under the lock of its shard.
/// </remarks>
internal sealed unsafe class Interner : IDisposable
{
    private const uint InitialSlots = 256;
    private const int SharedShardBits = 6;

    private readonly PieceArena _arena;
    private readonly Shard* _shards;
    private readonly int _shardCount;
    private readonly int _shardShift;
    private readonly bool _isShared;

    /// <param name="isShared">Whether several workers add pieces.</param>
    public Interner(bool isShared)
    {
        _isShared = isShared;
        _arena = new PieceArena(isShared);
        var bits = isShared ? SharedShardBits : 0;
        _shardCount = 1 << bits;
        _shardShift = 64 - bits;
        _shards = (Shard*)NativeMemory.AllocZeroed((nuint)_shardCount, (nuint)sizeof(Shard));
        for (var i = 0; i < _shardCount; i++)
        {
            _shards[i].Mask = InitialSlots - 1;
            _shards[i].Slots = (ulong*)LargeMemory.Allocate(InitialSlots * sizeof(ulong), zeroed: true);
        }
    }

    /// <summary>Gets the bytes of the pieces and of the index.</summary>
    public long Bytes
    {
        get
        {
            var bytes = _arena.Bytes;
            for (var i = 0; i < _shardCount; i++)
            {
                bytes += (_shards[i].Mask + 1L) * sizeof(ulong);
            }

            return bytes;
        }
    }

    /// <summary>Gets the number of pieces.</summary>
    public long Count
    {
        get
        {
            var count = 0L;
            for (var i = 0; i < _shardCount; i++)
            {
                count += _shards[i].Used;
            }

            return count;
        }
    }

    /// <summary>Gets a piece by its number.</summary>
    public Piece* this[uint number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _arena[number];
    }

    /// <summary>Gives the number of a piece, which is never 0; adds the piece if it is new.</summary>
    /// <param name="content">Whole 64-bit words.</param>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="tag">Tells pieces of equal content apart.</param>
    /// <param name="hash">
    /// Its part of a state's fingerprint, kept with it: the same whenever content and tag are.
    /// </param>
    public uint Number(byte* content, int bytes, int tag, Hash128 hash)
    {
        // The lower half of the hash finds the piece; the shard is from its top, the slot from its end.
        var shard = _shards + (_isShared ? (int)(hash.Low >> _shardShift) : 0);
        if (!_isShared)
        {
            return NumberIn(shard, content, bytes, tag, hash);
        }

        Lock(shard);
        try
        {
            return NumberIn(shard, content, bytes, tag, hash);
        }
        finally
        {
            Volatile.Write(ref shard->Lock, 0);
        }
    }

    public void Dispose()
    {
        for (var i = 0; i < _shardCount; i++)
        {
            LargeMemory.Free(_shards[i].Slots);
        }

        NativeMemory.Free(_shards);
        _arena.Dispose();
    }

    private static void Lock(Shard* shard)
    {
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref shard->Lock, 1, 0) != 0)
        {
            spin.SpinOnce();
        }
    }

    private static void Grow(Shard* shard)
    {
        var old = shard->Slots;
        var oldMask = shard->Mask;
        shard->Mask = checked((oldMask * 2) + 1);
        shard->Slots = (ulong*)LargeMemory.Allocate((shard->Mask + 1L) * sizeof(ulong), zeroed: true);
        for (var i = 0L; i <= oldMask; i++)
        {
            if (old[i] != 0)
            {
                var at = (uint)(old[i] >> 32) & shard->Mask;
                while (shard->Slots[at] != 0)
                {
                    at = (at + 1) & shard->Mask;
                }

                shard->Slots[at] = old[i];
            }
        }

        LargeMemory.Free(old);
    }

    private uint NumberIn(Shard* shard, byte* content, int bytes, int tag, Hash128 hash)
    {
        // A slot is the lower half of the hash's lower half, and the number: a table grows without the pieces.
        var start = (uint)hash.Low;
        var at = start & shard->Mask;
        for (; shard->Slots[at] != 0; at = (at + 1) & shard->Mask)
        {
            var slot = shard->Slots[at];
            if ((uint)(slot >> 32) != start)
            {
                continue;
            }

            var known = _arena[(uint)slot];
            if (known->Bytes == bytes && known->Tag == tag && Words.AreEqual(known->Content, content, bytes))
            {
                return (uint)slot;
            }
        }

        var number = _arena.Add(content, bytes, tag, hash);
        shard->Slots[at] = ((ulong)start << 32) | number;
        if (++shard->Used * 3L > shard->Mask * 2L)
        {
            Grow(shard);
        }

        return number;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Shard
    {
        public ulong* Slots;
        public uint Mask;
        public uint Used;
        public int Lock;
        public int Spare;
    }
}
