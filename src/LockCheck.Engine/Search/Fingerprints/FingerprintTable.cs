using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// The set of the fingerprints of all states seen: open addressing, at most ten bytes a state where it is full. The
/// upper bits of a fingerprint say in which bucket it belongs and are not stored (quotienting: J. Cleary: Compact hash
/// tables using bidirectional linear probing, IEEE Transactions on Computers 33, 1984).
/// </summary>
/// <remarks>
/// <para>A bucket is one cache line: a byte for each of seven slots, and a word for each. A slot keeps the 66 bits that
/// follow the bucket's: 64 in the word and two in the byte; the byte also says that the slot is taken, and how many
/// buckets behind its own the fingerprint lies, up to 31. The few that find no place there are kept apart.</para>
/// <para>When the table doubles, one bit of each fingerprint goes over to the number of its bucket. So that there is
/// one to follow, a small table keeps sixteen more bits of each beside the buckets, which a look-up never reads; they
/// are used up when it has some 58 million slots.</para>
/// <para>Two different states whose kept bits are equal make the search miss the second one (P. Wolper, D. Leroy:
/// Reliable hashing without collision detection, CAV 1993; as in TLC). Every verdict prints how probable that
/// is.</para>
/// </remarks>
internal sealed unsafe class FingerprintTable : IDisposable
{
    /// <summary>The slots of a bucket.</summary>
    internal const int SlotsABucket = 7;

    /// <summary>Two to how many there are buckets at first.</summary>
    internal const int InitialBits = 7;

    private const int HighBits = 25;
    private const int WordBits = 64;
    private const int ExtraBits = 2;
    private const int LaterBits = 16;
    private const int BucketBytes = 64;
    private const int BehindMax = 31;
    private const int BehindShift = ExtraBits;
    private const ulong Taken = 0x80;
    private const ulong EachByte = 0x0101010101010101;
    private const ulong SlotTops = 0x0080808080808080;
    private const double LoadMax = 0.92;
    private const double SmallLoadMax = 0.85;
    private const int SmallBits = 19;

    private readonly Lock _lock = new();
    private readonly HashSet<(ulong Low, ulong High)> _apart = [];
    private byte* _buckets;
    private ushort* _later;
    private int _bits;
    private long _mask;
    private long _max;

    public FingerprintTable()
        : this(InitialBits)
    {
    }

    /// <param name="bits">Two to how many there are buckets at first.</param>
    internal FingerprintTable(int bits)
    {
        Allocate(bits);
    }

    /// <summary>Gets the number of fingerprints.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the bytes of the table.</summary>
    public long Bytes =>
        ((_mask + 1) * (BucketBytes + (_later is null ? 0 : SlotsABucket * sizeof(ushort)))) + (_apart.Count * 32L);

    /// <summary>Gets how many lie apart.</summary>
    internal int ApartCount => _apart.Count;

    /// <summary>
    /// The probability that some state was missed: for each state, as many chances as there were states before it, each
    /// of one in two to the number of bits that are compared in a table for so many.
    /// </summary>
    /// <param name="states">How many states there are.</param>
    public static double MissProbability(long states)
    {
        // A table that is filled by several workers grows up to a round earlier, and then compares more.
        var sum = 0.0;
        var from = 0L;
        for (var bits = InitialBits; from < states; bits++)
        {
            var to = Math.Min(states, MaxOf(bits) + 1);
            sum += (to - from) * (double)(to + from) / 2
                / Math.Pow(2, Math.Min(bits + WordBits + ExtraBits, WordBits + HighBits));
            from = to;
        }

        return Math.Min(1, sum);
    }

    /// <summary>Adds a fingerprint; false if it was there. One caller at a time.</summary>
    public bool Add(Hash128 fingerprint)
    {
        var place = PlaceOf(fingerprint);
        for (var behind = 0; behind <= BehindMax; behind++)
        {
            var bucket = BucketAt(place.Bucket + behind);
            var marks = *(ulong*)bucket;
            if (HasIn(bucket, marks, MarkOf(behind, place.Extra), place.Word))
            {
                return false;
            }

            var slot = FreeIn(marks);
            if (slot < SlotsABucket)
            {
                *(ulong*)bucket = marks | (MarkOf(behind, place.Extra) << (slot * 8));
                Fill(bucket, slot, place);
                if (++Count > _max)
                {
                    Grow();
                }

                return true;
            }
        }

        return _apart.Add(WholeOf(fingerprint)) && ++Count > 0;
    }

    /// <summary>Whether a fingerprint is there. Any number of callers, while nobody adds.</summary>
    public bool Contains(Hash128 fingerprint)
    {
        var place = PlaceOf(fingerprint);
        for (var behind = 0; behind <= BehindMax; behind++)
        {
            var bucket = BucketAt(place.Bucket + behind);
            var marks = *(ulong*)bucket;
            if (HasIn(bucket, marks, MarkOf(behind, place.Extra), place.Word))
            {
                return true;
            }

            if (FreeIn(marks) < SlotsABucket)
            {
                return false;
            }
        }

        return _apart.Contains(WholeOf(fingerprint));
    }

    /// <summary>Makes room for further fingerprints. One caller at a time.</summary>
    /// <param name="more">How many.</param>
    public void Reserve(long more)
    {
        while (Count + more > _max)
        {
            Grow();
        }
    }

    /// <summary>
    /// Adds a fingerprint that is known not to be there, without a lock: any number of callers at once, after
    /// <see cref="Reserve"/>, while nobody asks.
    /// </summary>
    public void AddNew(Hash128 fingerprint)
    {
        if (!TryPut(PlaceOf(fingerprint)))
        {
            lock (_lock)
            {
                _apart.Add(WholeOf(fingerprint));
            }
        }
    }

    /// <summary>Counts what was added by <see cref="AddNew"/>. One caller at a time.</summary>
    public void Added(long added) => Count += added;

    /// <summary>Starts to load the cache line that a look-up will need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(Hash128 fingerprint)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            var bucket = (long)(Spread(fingerprint.Low) >> (WordBits - _bits));
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(BucketAt(bucket));
        }
    }

    public void Dispose()
    {
        LargeMemory.Free(_buckets);
        LargeMemory.Free(_later);
        _buckets = null;
        _later = null;
    }

    /// <summary>
    /// The most fingerprints in two to so many buckets. The fuller a table is, the longer its look-ups; a small one
    /// need not save bytes.
    /// </summary>
    internal static long MaxOf(int bits) =>
        (long)((bits < SmallBits ? SmallLoadMax : LoadMax) * SlotsABucket * (1L << bits));

    private static (ulong Low, ulong High) WholeOf(Hash128 fingerprint) =>
        (Spread(fingerprint.Low), fingerprint.High >> (64 - HighBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MarkOf(int behind, uint extra) => Taken | ((ulong)behind << BehindShift) | extra;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong WordIn(byte* bucket, int slot) => ref ((ulong*)bucket)[1 + slot];

    /// <summary>The first free slot: slots are taken from the first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FreeIn(ulong marks) => (64 - BitOperations.LeadingZeroCount(marks) + 7) >> 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasIn(byte* bucket, ulong marks, ulong mark, ulong word)
    {
        // A byte of the difference is zero where the marks are equal. The byte behind a zero may be taken for one, so
        // it is looked at again where the words are equal.
        var difference = marks ^ (mark * EachByte);
        for (var equal = (difference - EachByte) & ~difference & SlotTops; equal != 0; equal &= equal - 1)
        {
            var slot = BitOperations.TrailingZeroCount(equal) >> 3;
            if (WordIn(bucket, slot) == word && bucket[slot] == (byte)mark)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Sums of hashes lie in patterns: what two states differ in, many pairs of states differ in. A product spreads
    /// them; it can be undone, so that no two fingerprints become one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Spread(ulong low)
    {
        low = (low ^ (low >> 32)) * 0xD6E8FEB86659FD93;
        return low ^ (low >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Place PlaceOf(Hash128 fingerprint)
    {
        fingerprint = new Hash128(Spread(fingerprint.Low), fingerprint.High);
        return PlaceOfSpread(fingerprint);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Place PlaceOfSpread(Hash128 fingerprint)
    {
        var high = fingerprint.High & (ulong.MaxValue << (64 - HighBits));
        var rest = high << _bits;
        return new Place(
            (long)(fingerprint.Low >> (WordBits - _bits)),
            (fingerprint.Low << _bits) | (high >> (WordBits - _bits)),
            (uint)(rest >> (64 - ExtraBits)),
            (ushort)(rest >> (64 - ExtraBits - LaterBits)));
    }

    /// <summary>A bucket; behind the last one comes the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* BucketAt(long number) => _buckets + ((number & _mask) * BucketBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill(byte* bucket, int slot, Place place)
    {
        WordIn(bucket, slot) = place.Word;
        if (_later is not null)
        {
            _later[((bucket - _buckets) / BucketBytes * SlotsABucket) + slot] = place.Later;
        }
    }

    private bool TryPut(Place place)
    {
        for (var behind = 0; behind <= BehindMax; behind++)
        {
            var bucket = BucketAt(place.Bucket + behind);
            ref var marks = ref *(ulong*)bucket;
            while (true)
            {
                var seen = Volatile.Read(ref marks);
                var slot = FreeIn(seen);
                if (slot >= SlotsABucket)
                {
                    break;
                }

                var taken = seen | (MarkOf(behind, place.Extra) << (slot * 8));
                if (Interlocked.CompareExchange(ref marks, taken, seen) == seen)
                {
                    Fill(bucket, slot, place);
                    return true;
                }
            }
        }

        return false;
    }

    private void Allocate(int bits)
    {
        _bits = bits;
        _mask = (1L << bits) - 1;
        _max = MaxOf(bits);
        _buckets = LargeMemory.Allocate((_mask + 1) * BucketBytes, zeroed: true);
        _later = InitialBits + LaterBits > bits
            ? (ushort*)LargeMemory.Allocate((_mask + 1) * SlotsABucket * sizeof(ushort), zeroed: false)
            : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        var old = _buckets;
        var oldLater = _later;
        var oldMask = _mask;
        Allocate(_bits + 1);
        var apart = _apart.Count > 0 ? _apart.ToArray() : [];
        _apart.Clear();
        for (var number = 0L; number <= oldMask; number++)
        {
            var bucket = old + (number * BucketBytes);
            for (var slot = 0; slot < SlotsABucket && bucket[slot] != 0; slot++)
            {
                var later = oldLater is null ? 0u : oldLater[(number * SlotsABucket) + slot];
                var home = (number - ((bucket[slot] >> BehindShift) & BehindMax)) & oldMask;
                Move(home, bucket[slot], WordIn(bucket, slot), later);
            }
        }

        LargeMemory.Free(old);
        LargeMemory.Free(oldLater);
        foreach (var (low, high) in apart)
        {
            if (!TryPut(PlaceOfSpread(new Hash128(low, high << (64 - HighBits)))))
            {
                _apart.Add((low, high));
            }
        }
    }

    /// <summary>Puts a fingerprint of a table of half the size into its place.</summary>
    private void Move(long bucket, uint mark, ulong word, uint later)
    {
        var extra = ((mark << 1) | (later >> (LaterBits - 1))) & ((1u << ExtraBits) - 1);
        var place = new Place(
            (bucket << 1) | (long)(word >> (WordBits - 1)),
            (word << 1) | ((mark >> (ExtraBits - 1)) & 1),
            extra,
            (ushort)(later << 1));
        if (!TryPut(place))
        {
            var low = ((ulong)place.Bucket << (WordBits - _bits)) | (place.Word >> _bits);
            var rest = ((ulong)place.Extra << (64 - ExtraBits)) | ((ulong)place.Later << (64 - ExtraBits - LaterBits));
            var high = (place.Word << (WordBits - _bits)) | (rest >> _bits);
            _apart.Add((low, high >> (64 - HighBits)));
        }
    }

    /// <summary>The bucket of a fingerprint, and what follows the bucket's bits.</summary>
    private readonly record struct Place(long Bucket, ulong Word, uint Extra, ushort Later);
}
