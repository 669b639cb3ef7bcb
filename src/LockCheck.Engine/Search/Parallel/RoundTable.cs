using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// The new states of one round of a parallel search, each with the place of the first successor that led to it, in the
/// order of a search by one worker. Workers put successors in without a lock, in any order, and the first place wins.
/// </summary>
/// <remarks>Open addressing; what finds no slot near its own goes into a dictionary under a lock.</remarks>
internal sealed unsafe class RoundTable : IDisposable
{
    private const int Bits = 17;
    private const long Mask = (1L << Bits) - 1;
    private const int ProbesMax = 64;

    private readonly Slot* _slots = (Slot*)LargeMemory.Allocate((Mask + 1) * sizeof(Slot), zeroed: true);
    private readonly Dictionary<Hash128, ulong> _rest = [];
    private readonly Lock _lock = new();

    /// <summary>Gets the bytes of the table.</summary>
    public static long Bytes => (Mask + 1) * sizeof(Slot);

    /// <summary>Puts a successor in.</summary>
    /// <param name="fingerprint">The fingerprint of the state that it is.</param>
    /// <param name="place">Its place.</param>
    /// <returns>False if one of an earlier place is the same state.</returns>
    public bool Offer(Hash128 fingerprint, ulong place)
    {
        var slot = Find(fingerprint);
        if (slot is null)
        {
            return OfferRest(fingerprint, place);
        }

        // Places are kept turned round, so that an empty slot has the last place of all.
        var turned = ~place;
        for (var known = Volatile.Read(ref slot->Turned); ; )
        {
            if (known > turned)
            {
                return false;
            }

            var seen = Interlocked.CompareExchange(ref slot->Turned, turned, known);
            if (seen == known)
            {
                return true;
            }

            known = seen;
        }
    }

    /// <summary>Whether a successor that was put in has the first place of all that are the same state.</summary>
    public bool IsFirst(Hash128 fingerprint, ulong place)
    {
        var slot = Find(fingerprint);
        return slot is not null ? slot->Turned == ~place : _rest[fingerprint] == place;
    }

    /// <summary>Starts to load a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(Hash128 fingerprint)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(_slots + ((long)fingerprint.Low & Mask));
        }
    }

    /// <summary>Empties one part of the table.</summary>
    /// <param name="part">Which, from 0.</param>
    /// <param name="parts">How many parts there are.</param>
    public void Clear(int part, int parts)
    {
        var from = (Mask + 1) * part / parts;
        var to = (Mask + 1) * (part + 1) / parts;
        NativeMemory.Clear(_slots + from, (nuint)((to - from) * sizeof(Slot)));
        if (part == 0)
        {
            _rest.Clear();
        }
    }

    public void Dispose() => LargeMemory.Free(_slots);

    /// <summary>The slot of a fingerprint, taken for it if need be; null if there is none near its own.</summary>
    private Slot* Find(Hash128 fingerprint)
    {
        // A lower half of 0 marks an empty slot, an upper half of 0 one that is being written.
        var low = fingerprint.Low == 0 ? 1 : fingerprint.Low;
        var high = fingerprint.High | 1;
        var at = (long)low & Mask;
        for (var probe = 0; probe < ProbesMax; probe++, at = (at + 1) & Mask)
        {
            var slot = _slots + at;
            var there = Volatile.Read(ref slot->Low);
            if (there == 0)
            {
                there = Interlocked.CompareExchange(ref slot->Low, low, 0);
                if (there == 0)
                {
                    Volatile.Write(ref slot->High, high);
                    return slot;
                }
            }

            if (there == low && HighOf(slot) == high)
            {
                return slot;
            }
        }

        return null;
    }

    private static ulong HighOf(Slot* slot)
    {
        var spin = default(SpinWait);
        ulong high;
        while ((high = Volatile.Read(ref slot->High)) == 0)
        {
            spin.SpinOnce();
        }

        return high;
    }

    private bool OfferRest(Hash128 fingerprint, ulong place)
    {
        lock (_lock)
        {
            if (_rest.TryGetValue(fingerprint, out var known) && known < place)
            {
                return false;
            }

            _rest[fingerprint] = place;
            return true;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Slot
    {
        public ulong Low;
        public ulong High;
        public ulong Turned;
    }
}
