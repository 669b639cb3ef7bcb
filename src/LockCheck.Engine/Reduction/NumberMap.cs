using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// A number for each 64-bit key, by open addressing with linear probing: the look-ups of a reduction are many and
/// small.
/// </summary>
/// <param name="countMax">The most keys; with one more, all are forgotten. 0 for no limit.</param>
internal sealed class NumberMap(int countMax = 0)
{
    /// <summary>What is found for a key that is not there.</summary>
    public const int None = -1;

    private const ulong Spread = 0x9E3779B97F4A7C15;

    private (ulong Key, int Value)[] _slots = Empty(1 << 10);
    private int _count;

    /// <summary>Gets a key of two numbers.</summary>
    public static ulong Pair(int one, int other) => ((ulong)(uint)one << 32) | (uint)other;

    /// <summary>Gets a key of a hash and a number.</summary>
    public static ulong Mix(ulong hash, int number) => (hash ^ ((ulong)(uint)number * Spread)) * Spread;

    /// <summary>Finds the number of a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong key)
    {
        var slots = _slots;
        var at = (int)((key * Spread) >> 32) & (slots.Length - 1);
        while (true)
        {
            ref readonly var slot = ref slots[at];
            if (slot.Key == key || slot.Value == None)
            {
                return slot.Key == key ? slot.Value : None;
            }

            at = (at + 1) & (slots.Length - 1);
        }
    }

    /// <summary>Sets the number of a key; not <see cref="None"/>.</summary>
    public void Set(ulong key, int value)
    {
        if (countMax > 0 && _count == countMax)
        {
            Array.Fill(_slots, (0UL, None));
            _count = 0;
        }

        if ((_count + 1) * 3L > _slots.Length * 2L)
        {
            var old = _slots;
            _slots = Empty(old.Length * 2);
            _count = 0;
            foreach (var slot in old)
            {
                if (slot.Value != None)
                {
                    Put(slot.Key, slot.Value);
                }
            }
        }

        Put(key, value);
    }

    private static (ulong Key, int Value)[] Empty(int size)
    {
        var slots = new (ulong Key, int Value)[size];
        Array.Fill(slots, (0UL, None));
        return slots;
    }

    private void Put(ulong key, int value)
    {
        var at = (int)((key * Spread) >> 32) & (_slots.Length - 1);
        while (_slots[at].Value != None && _slots[at].Key != key)
        {
            at = (at + 1) & (_slots.Length - 1);
        }

        _count += _slots[at].Value == None ? 1 : 0;
        _slots[at] = (key, value);
    }
}
