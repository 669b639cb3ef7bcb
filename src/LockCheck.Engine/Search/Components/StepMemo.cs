using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// What steps did before: a step is a function of the world and of its own thread, so what it led to, or that the
/// thread is blocked, holds in every state with this world and this thread. Most steps of a search are found here and
/// are not run again.
/// </summary>
/// <remarks>
/// A cache that forgets: an entry is overwritten by another one of the same place. Workers read and write it without a
/// lock. The first word of an entry is its key combined with all other words, so that an entry that two workers wrote
/// at once is taken for neither (R. Hyatt, T. Mann: A lockless transposition-table implementation for parallel search,
/// ICGA Journal 25, 2002). Exclusive or alone would not do: a step often changes the hashes in the same way in two
/// worlds, and numbers of pieces combined are easily the number of a third one. So the word of numbers is multiplied
/// first.
/// </remarks>
internal sealed unsafe class StepMemo : IDisposable
{
    /// <summary>The thread that a blocked step leads to.</summary>
    public const uint Blocked = uint.MaxValue;

    private const long InitialEntries = 1 << 10;
    private const long MaxBytesDefault = 256L << 20;
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private readonly long _maxEntries;
    private Entry* _entries;
    private int _shift;
    private long _count;

    public StepMemo(long maxBytes = MaxBytesDefault)
    {
        _maxEntries = Math.Max(InitialEntries, maxBytes / sizeof(Entry));
        Allocate(InitialEntries);
    }

    /// <summary>Gets its bytes.</summary>
    public long Bytes => _count * sizeof(Entry);

    /// <summary>Starts to load an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(uint world, uint thread)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(PlaceOf(KeyOf(world, thread)));
        }
    }

    /// <summary>Looks a step up.</summary>
    /// <param name="world">The world before it.</param>
    /// <param name="thread">Its thread before it.</param>
    /// <param name="outcome">What it led to.</param>
    /// <returns>False if it is not known, and has to be run.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Find(uint world, uint thread, out StepOutcome outcome)
    {
        var key = KeyOf(world, thread);
        var entry = PlaceOf(key);
        var mixed = Volatile.Read(ref entry->Mixed);
        var next = Volatile.Read(ref entry->Next);
        var low = Volatile.Read(ref entry->Low);
        var high = Volatile.Read(ref entry->High);
        outcome = new StepOutcome((uint)next, (uint)(next >> 32), new Hash128(low, high));
        return KeyIn(mixed, next, low, high) == key;
    }

    /// <summary>Remembers a step.</summary>
    /// <param name="world">The world before it.</param>
    /// <param name="thread">Its thread before it.</param>
    /// <param name="outcome">What it led to.</param>
    public void Remember(uint world, uint thread, StepOutcome outcome)
    {
        var key = KeyOf(world, thread);
        var entry = PlaceOf(key);
        var next = KeyOf(outcome.World, outcome.Thread);
        Volatile.Write(ref entry->Next, next);
        Volatile.Write(ref entry->Low, outcome.Change.Low);
        Volatile.Write(ref entry->High, outcome.Change.High);
        Volatile.Write(ref entry->Mixed, KeyIn(key, next, outcome.Change.Low, outcome.Change.High));
    }

    /// <summary>
    /// Makes room for as many steps as have been run, up to the most; the caller says when nobody else is at it.
    /// </summary>
    /// <param name="missed">How many steps were not found so far.</param>
    public void Fit(long missed)
    {
        if (missed * 2 <= _count || _count * 2 > _maxEntries)
        {
            return;
        }

        var old = _entries;
        var oldCount = _count;
        Allocate(_count * 2);
        for (var i = 0L; i < oldCount; i++)
        {
            ref var entry = ref old[i];
            var key = KeyIn(entry.Mixed, entry.Next, entry.Low, entry.High);
            if (key != 0)
            {
                *PlaceOf(key) = entry;
            }
        }

        LargeMemory.Free(old);
    }

    /// <summary>The four words of an entry.</summary>
    internal Span<ulong> EntryOf(uint world, uint thread) => new(PlaceOf(KeyOf(world, thread)), 4);

    public void Dispose() => LargeMemory.Free(_entries);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyOf(uint world, uint thread) => world | ((ulong)thread << 32);

    /// <summary>The key from the first word of an entry, and the first word from the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyIn(ulong mixed, ulong next, ulong low, ulong high) => mixed ^ (next * Odd) ^ low ^ high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Entry* PlaceOf(ulong key)
    {
        // Numbers are places in an arena: two multiplications spread them over all entries.
        var mixed = (key ^ (key >> 29)) * Odd;
        return _entries + (long)((mixed ^ (mixed >> 32)) * Odd >> _shift);
    }

    private void Allocate(long entries)
    {
        _count = entries;
        _shift = 64 - System.Numerics.BitOperations.Log2((ulong)entries);
        _entries = (Entry*)LargeMemory.Allocate(entries * sizeof(Entry), zeroed: true);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public ulong Mixed;
        public ulong Next;
        public ulong Low;
        public ulong High;
    }
}

/// <summary>What a step led to.</summary>
/// <param name="World">The number of the world after it.</param>
/// <param name="Thread">The number of its thread after it, or <see cref="StepMemo.Blocked"/>.</param>
/// <param name="Change">What it added to the sum of the state's hashes.</param>
internal readonly record struct StepOutcome(uint World, uint Thread, Hash128 Change);
