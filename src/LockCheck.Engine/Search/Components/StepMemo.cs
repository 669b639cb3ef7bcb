using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>What a step led to: it fills a cache line of the memo.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct StepOutcome
{
    /// <summary>The most changes that an entry itself holds; it says where further ones are.</summary>
    public const int ChangesMax = 5;

    private const int PlaceBytes = 7;

    /// <summary>The key, combined with all the rest.</summary>
    public StepKey Mixed;

    /// <summary>What the step added to the sum of the state's hashes.</summary>
    public Hash128 Change;

    /// <summary>The number of its thread after it, or <see cref="StepMemo.Blocked"/>.</summary>
    public uint Thread;

    /// <summary>How many numbers before those of the threads it changed.</summary>
    public byte Count;

    /// <summary>Which.</summary>
    public fixed byte Places[PlaceBytes];

    /// <summary>What they are after it.</summary>
    public fixed uint Numbers[ChangesMax];
}

/// <summary>A number before those of the threads that a step changes.</summary>
/// <param name="Place">Which.</param>
/// <param name="Number">What it is after the step.</param>
internal readonly record struct PlaceChange(uint Place, uint Number);

/// <summary>
/// What steps did before. A step is a function of its thread and of the pieces of the world that it looks at, so what
/// it led to, or that the thread is blocked, holds in every state in which these are the same. Most steps of a search
/// are found here and are not run again.
/// </summary>
/// <remarks>
/// <para>The idea is that of short calls by dependency matrix (S. Blom, J. van de Pol, M. Weber: LTSmin, CAV 2010),
/// with the dependencies noted while steps run: of each thread piece, <see cref="Piece.Looks"/> only grows, and a step
/// that is remembered under what was known before is not found any more, and nothing worse.</para>
/// <para>A cache that forgets: an entry is overwritten by another one of the same place. Workers read and write it
/// without a lock; the key in an entry is combined with all other words, so that an entry that two workers wrote at
/// once is taken for neither (R. Hyatt, T. Mann: A lockless transposition-table implementation for parallel search,
/// ICGA Journal 25, 2002).</para>
/// </remarks>
internal sealed unsafe class StepMemo : IDisposable
{
    /// <summary>The thread that a blocked step leads to.</summary>
    public const uint Blocked = uint.MaxValue;

    private const int WordCount = 8;
    private const int KeyWords = 2;
    private const int InitialBits = 8;
    private const long MaxBytesDefault = 256L << 20;

    private readonly int _maxBits;
    private readonly long _maxBytes;
    private readonly PieceArena _many;
    private StepOutcome* _entries;
    private int _bits = InitialBits;

    /// <param name="isShared">Whether several workers use it.</param>
    /// <param name="maxBytes">The most bytes of the entries, and of what does not fit into them.</param>
    public StepMemo(bool isShared, long maxBytes = MaxBytesDefault)
    {
        _maxBytes = maxBytes;
        _many = new PieceArena(isShared);
        _maxBits = Math.Max(InitialBits, BitOperations.Log2((ulong)(maxBytes / sizeof(StepOutcome))));
        _entries = Allocate(InitialBits);
    }

    /// <summary>Gets its bytes.</summary>
    public long Bytes => ((1L << _bits) * sizeof(StepOutcome)) + _many.Bytes;

    /// <summary>Starts to load an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(StepKey key)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(PlaceOf(key));
        }
    }

    /// <summary>Looks a step up.</summary>
    /// <param name="key">What it depends on.</param>
    /// <param name="outcome">What it led to.</param>
    /// <returns>False if it is not known, and has to be run.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Find(StepKey key, out StepOutcome outcome)
    {
        outcome = *PlaceOf(key);
        fixed (StepOutcome* copy = &outcome)
        {
            return KeyIn(copy) == key;
        }
    }

    /// <summary>Writes what a step changed into an outcome; false if there is no room for that any more.</summary>
    public bool Write(ref StepOutcome outcome, PlaceChange* changes, int count)
    {
        outcome.Count = (byte)count;
        if (count > StepOutcome.ChangesMax)
        {
            if (_many.Bytes > _maxBytes)
            {
                return false;
            }

            outcome.Numbers[0] = _many.Add((byte*)changes, count * sizeof(PlaceChange), 0, default);
            return true;
        }

        for (var i = 0; i < count; i++)
        {
            outcome.Places[i] = (byte)changes[i].Place;
            outcome.Numbers[i] = changes[i].Number;
        }

        return true;
    }

    /// <summary>Gets what a step changed that changed more than an entry holds.</summary>
    public PlaceChange* ChangesOf(in StepOutcome outcome) => (PlaceChange*)_many[outcome.Numbers[0]]->Content;

    /// <summary>Remembers a step.</summary>
    /// <param name="key">What it depends on.</param>
    /// <param name="outcome">What it led to; its first two words are filled in.</param>
    public void Remember(StepKey key, StepOutcome* outcome)
    {
        Seal(key, outcome);
        *PlaceOf(key) = *outcome;
    }

    /// <summary>Combines a key with the other words of an entry.</summary>
    internal static void Seal(StepKey key, StepOutcome* entry)
    {
        entry->Mixed = default;
        var mix = KeyIn(entry);
        entry->Mixed = new StepKey(key.Low ^ mix.Low, key.High - mix.High);
    }

    /// <summary>
    /// Makes room for as many steps as have been run, up to the most; the caller says when nobody else is at it.
    /// </summary>
    /// <param name="missed">How many steps were not found so far.</param>
    public void Fit(long missed)
    {
        if (missed <= 1L << _bits || _bits == _maxBits)
        {
            return;
        }

        var old = _entries;
        var oldCount = 1L << _bits;
        _entries = Allocate(++_bits);
        for (var i = 0L; i < oldCount; i++)
        {
            if (KeyIn(old + i) is var key && key != default)
            {
                *PlaceOf(key) = old[i];
            }
        }

        LargeMemory.Free(old);
    }

    /// <summary>The words of an entry.</summary>
    internal Span<ulong> EntryOf(StepKey key) => new(PlaceOf(key), WordCount);

    public void Dispose()
    {
        LargeMemory.Free(_entries);
        _many.Dispose();
    }

    /// <summary>The key of an entry; nonsense if two workers wrote it at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static StepKey KeyIn(StepOutcome* entry)
    {
        // The words go into the two halves turned by different amounts, so that no change of two words cancels in both.
        var words = (ulong*)entry;
        var low = words[0];
        var high = words[1];
        for (var i = KeyWords; i < WordCount; i++)
        {
            low ^= words[i];
            high += BitOperations.RotateLeft(words[i], 8 * i);
        }

        return new StepKey(low, high);
    }

    private static StepOutcome* Allocate(int bits) =>
        (StepOutcome*)LargeMemory.Allocate((1L << bits) * sizeof(StepOutcome), zeroed: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private StepOutcome* PlaceOf(StepKey key) => _entries + (long)(key.Low >> (64 - _bits));
}
