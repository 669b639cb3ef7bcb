using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>A set of whole fingerprints: open addressing with linear probing, sixteen bytes a slot.</summary>
internal sealed unsafe class WideTable : IDisposable
{
    private const long InitialSlots = 1024;

    private Hash128* _slots;
    private long _mask;

    public WideTable()
    {
        Allocate(InitialSlots);
    }

    /// <summary>Gets the number of fingerprints.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the bytes of the table.</summary>
    public long Bytes => _slots is null ? 0 : (_mask + 1) * sizeof(Hash128);

    /// <summary>Adds a fingerprint; false if it was there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(Hash128 fingerprint)
    {
        fingerprint = NotEmpty(fingerprint);
        var at = (long)fingerprint.Low & _mask;
        for (; _slots[at].Low != 0; at = (at + 1) & _mask)
        {
            if (_slots[at].Low == fingerprint.Low && _slots[at].High == fingerprint.High)
            {
                return false;
            }
        }

        _slots[at] = fingerprint;
        if (++Count * 3 > _mask * 2)
        {
            Grow();
        }

        return true;
    }

    /// <summary>Whether a fingerprint is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(Hash128 fingerprint)
    {
        fingerprint = NotEmpty(fingerprint);
        for (var at = (long)fingerprint.Low & _mask; _slots[at].Low != 0; at = (at + 1) & _mask)
        {
            if (_slots[at].Low == fingerprint.Low && _slots[at].High == fingerprint.High)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes room for further fingerprints.</summary>
    public void Reserve(long more)
    {
        while ((Count + more) * 3 > _mask * 2)
        {
            Grow();
        }
    }

    /// <summary>Adds a fingerprint that is not there, beside others who do the same.</summary>
    public void AddNew(Hash128 fingerprint)
    {
        fingerprint = NotEmpty(fingerprint);
        var at = (long)fingerprint.Low & _mask;
        while (Interlocked.CompareExchange(ref ((ulong*)(_slots + at))[0], fingerprint.Low, 0) != 0)
        {
            at = (at + 1) & _mask;
        }

        ((ulong*)(_slots + at))[1] = fingerprint.High;
    }

    /// <summary>Counts what <see cref="AddNew"/> has added.</summary>
    public void Added(long added) => Count += added;

    /// <summary>Starts to load the cache line that a look-up will need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(Hash128 fingerprint)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(_slots + ((long)fingerprint.Low & _mask));
        }
    }

    /// <summary>Puts all of them into another table.</summary>
    public void CopyTo(CompactTable other)
    {
        for (var i = 0L; i <= _mask; i++)
        {
            if (_slots[i].Low != 0)
            {
                other.AddNew(_slots[i]);
            }
        }
    }

    public void Dispose()
    {
        LargeMemory.Free(_slots);
        _slots = null;
    }

    /// <summary>A lower half of 0 marks an empty slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Hash128 NotEmpty(Hash128 fingerprint) =>
        fingerprint.Low == 0 ? new Hash128(1, fingerprint.High) : fingerprint;

    private void Allocate(long slots)
    {
        _slots = (Hash128*)LargeMemory.Allocate(slots * sizeof(Hash128), zeroed: true);
        _mask = slots - 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        var old = _slots;
        var oldMask = _mask;
        Allocate((oldMask + 1) * 2);
        for (var i = 0L; i <= oldMask; i++)
        {
            if (old[i].Low != 0)
            {
                AddNew(old[i]);
            }
        }

        LargeMemory.Free(old);
    }
}
