using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// A set of fingerprints of 89 bits at nine bytes a slot: of each, the upper bits say in which bucket it belongs and are
/// not stored (quotienting: J. Cleary: Compact hash tables using bidirectional linear probing, IEEE Transactions on
/// Computers 33, 1984). A bucket is one cache line: seven words, and a byte for each.
/// </summary>
/// <remarks>
/// A slot keeps what follows the bucket's bits: 64 in the word, up to four in the byte; the byte also says that the slot
/// is taken, and how many buckets behind its own the fingerprint lies, up to seven. The few that find no place there
/// are kept apart, whole. When the table doubles, one bit of each goes over to the bucket's number.
/// </remarks>
internal sealed unsafe class CompactTable : IDisposable
{
    /// <summary>The bits of a fingerprint that count.</summary>
    public const int Bits = 64 + HighBits;

    private const int HighBits = 25;
    private const int InitialBucketBits = 21;
    private const int BucketBytes = 64;
    private const int SlotsABucket = 7;
    private const int BucketsBehindMax = 7;
    private const int BehindShift = 4;
    private const int Taken = 0x80;
    private const int ExtraBits = 4;
    private const double LoadMax = 0.92;

    private readonly Lock _lock = new();
    private HashSet<(ulong Low, ulong High)> _apart = [];
    private byte* _buckets;
    private int _bits;

    public CompactTable()
    {
        Allocate(InitialBucketBits);
    }

    /// <summary>Gets the number of fingerprints.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the bytes of the table.</summary>
    public long Bytes => ((1L << _bits) * BucketBytes) + (_apart.Count * 32L);

    /// <summary>Gets how many lie apart.</summary>
    internal int ApartCount => _apart.Count;

    /// <summary>Adds a fingerprint; false if it was there.</summary>
    public bool Add(Hash128 fingerprint)
    {
        if (Contains(fingerprint))
        {
            return false;
        }

        Reserve(1);
        AddNew(fingerprint);
        Count++;
        return true;
    }

    /// <summary>Whether a fingerprint is there.</summary>
    public bool Contains(Hash128 fingerprint)
    {
        var place = PlaceOf(fingerprint);
        for (var behind = 0; behind <= BucketsBehindMax; behind++)
        {
            var bucket = BucketAt(place.Bucket + behind);
            var mark = Taken | (behind << BehindShift) | place.Extra;
            for (var slot = 0; slot < SlotsABucket; slot++)
            {
                var tag = bucket[slot];
                if (tag == mark && WordOf(bucket, slot) == place.Word)
                {
                    return true;
                }

                if (tag == 0)
                {
                    return false;
                }
            }
        }

        return _apart.Contains((fingerprint.Low, HighOf(fingerprint)));
    }

    /// <summary>Makes room for further fingerprints.</summary>
    public void Reserve(long more)
    {
        while (Count + more > LoadMax * SlotsABucket * (1L << _bits))
        {
            Grow();
        }
    }

    /// <summary>Adds a fingerprint that is not there, beside others who do the same.</summary>
    public void AddNew(Hash128 fingerprint)
    {
        var place = PlaceOf(fingerprint);
        if (!TryPut(place.Bucket, 0, place.Extra, place.Word))
        {
            lock (_lock)
            {
                _apart.Add((fingerprint.Low, HighOf(fingerprint)));
            }
        }
    }

    /// <summary>Counts what <see cref="AddNew"/> has added.</summary>
    public void Added(long added) => Count += added;

    /// <summary>Starts to load the cache line that a look-up will need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(Hash128 fingerprint)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(BucketAt((long)(fingerprint.Low >> (64 - _bits))));
        }
    }

    public void Dispose()
    {
        LargeMemory.Free(_buckets);
        _buckets = null;
    }

    private static ulong HighOf(Hash128 fingerprint) => fingerprint.High >> (64 - HighBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong WordOf(byte* bucket, int slot) => ref ((ulong*)bucket)[1 + slot];

    /// <summary>The bucket of a fingerprint, and what follows the bucket's bits: first 64 bits, then the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (long Bucket, ulong Word, int Extra) PlaceOf(Hash128 fingerprint)
    {
        var high = fingerprint.High & (ulong.MaxValue << (64 - HighBits));
        return (
            (long)(fingerprint.Low >> (64 - _bits)),
            (fingerprint.Low << _bits) | (high >> (64 - _bits)),
            (int)((high << _bits) >> (64 - ExtraBits)));
    }

    /// <summary>A bucket; behind the last one comes the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* BucketAt(long number) => _buckets + ((number & ((1L << _bits) - 1)) * BucketBytes);

    private bool TryPut(long home, int behind, int extra, ulong word)
    {
        for (; behind <= BucketsBehindMax; behind++)
        {
            var bucket = BucketAt(home + behind);
            var mark = (ulong)(Taken | (behind << BehindShift) | extra);
            ref var marks = ref *(ulong*)bucket;
            while (true)
            {
                // Slots are taken from the first on: the first free byte is behind the last one that is not zero.
                var seen = Volatile.Read(ref marks);
                var slot = (64 - BitOperations.LeadingZeroCount(seen) + 7) / 8;
                if (slot >= SlotsABucket)
                {
                    break;
                }

                if (Interlocked.CompareExchange(ref marks, seen | (mark << (slot * 8)), seen) == seen)
                {
                    WordOf(bucket, slot) = word;
                    return true;
                }
            }
        }

        return false;
    }

    private void Allocate(int bits)
    {
        _bits = bits;
        _buckets = LargeMemory.Allocate((1L << bits) * BucketBytes, zeroed: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        var old = _buckets;
        var oldBits = _bits;
        var oldMask = (1L << oldBits) - 1;
        Allocate(oldBits + 1);
        for (var number = 0L; number <= oldMask; number++)
        {
            var bucket = old + (number * BucketBytes);
            for (var slot = 0; slot < SlotsABucket && bucket[slot] != 0; slot++)
            {
                var behind = (bucket[slot] >> BehindShift) & BucketsBehindMax;
                var extra = bucket[slot] & ((1 << ExtraBits) - 1);
                var word = WordOf(bucket, slot);
                var home = ((((number - behind) & oldMask) << 1)) | (long)(word >> 63);
                word = (word << 1) | (uint)(extra >> (ExtraBits - 1));
                extra = (extra << 1) & ((1 << ExtraBits) - 1);
                if (!TryPut(home, 0, extra, word))
                {
                    _apart.Add(Whole(home, word, extra));
                }
            }
        }

        LargeMemory.Free(old);
        var apart = _apart;
        _apart = [];
        foreach (var (low, high) in apart)
        {
            AddNew(new Hash128(low, high << (64 - HighBits)));
        }
    }

    /// <summary>Puts a fingerprint together again.</summary>
    private (ulong Low, ulong High) Whole(long home, ulong word, int extra)
    {
        var low = ((ulong)home << (64 - _bits)) | (word >> _bits);
        var high = (word << (64 - _bits)) | ((ulong)extra << (64 - ExtraBits) >> _bits);
        return (low, high >> (64 - HighBits));
    }
}
