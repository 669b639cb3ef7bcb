using System.Runtime.CompilerServices;

namespace LockCheck.Engine;

/// <summary>
/// The set of the fingerprints of all states seen: exact 128-bit numbers while there are few, and from some millions on
/// a <see cref="CompactTable"/>, which keeps 89 bits of each.
/// </summary>
/// <remarks>
/// Two different states with one fingerprint make the search miss the second one (hash compaction: P. Wolper, D. Leroy:
/// Reliable hashing without collision detection, CAV 1993; as in TLC). Every verdict prints how probable that is.
/// </remarks>
internal sealed class FingerprintTable : IDisposable
{
    private const int WideBits = 128;

    private readonly long _wideMax;
    private readonly WideTable _wide = new();
    private CompactTable? _compact;

    /// <param name="wideMax">How many fingerprints are kept whole before the compact table takes over.</param>
    public FingerprintTable(long wideMax = 5L << 20)
    {
        _wideMax = wideMax;
    }

    /// <summary>Gets the number of fingerprints.</summary>
    public long Count => _compact?.Count ?? _wide.Count;

    /// <summary>Gets the bytes of the table.</summary>
    public long Bytes => _compact?.Bytes ?? _wide.Bytes;

    /// <summary>Gets the probability that some state was missed because of its fingerprint.</summary>
    public double MissProbability => MissProbabilityOf(Count, _compact is null ? WideBits : CompactTable.Bits);

    /// <summary>The probability that two of so many states have one fingerprint of so many bits.</summary>
    public static double MissProbabilityOf(long states, int bits) =>
        Math.Min(1, states / 2.0 * states / Math.Pow(2, bits));

    /// <summary>Adds a fingerprint; false if it was there. One caller at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(Hash128 fingerprint)
    {
        if (_compact is { } compact)
        {
            return compact.Add(fingerprint);
        }

        if (!_wide.Add(fingerprint))
        {
            return false;
        }

        if (_wide.Count >= _wideMax)
        {
            Compact();
        }

        return true;
    }

    /// <summary>Whether a fingerprint is there. Any number of callers, while nobody adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(Hash128 fingerprint) => _compact?.Contains(fingerprint) ?? _wide.Contains(fingerprint);

    /// <summary>Makes room for further fingerprints. One caller at a time.</summary>
    /// <param name="more">How many.</param>
    public void Reserve(long more)
    {
        if (_compact is null && _wide.Count + more >= _wideMax)
        {
            Compact();
        }

        if (_compact is { } compact)
        {
            compact.Reserve(more);
        }
        else
        {
            _wide.Reserve(more);
        }
    }

    /// <summary>
    /// Adds a fingerprint that is known not to be there, without a lock: any number of callers at once, after
    /// <see cref="Reserve"/>, while nobody asks.
    /// </summary>
    public void AddNew(Hash128 fingerprint)
    {
        if (_compact is { } compact)
        {
            compact.AddNew(fingerprint);
        }
        else
        {
            _wide.AddNew(fingerprint);
        }
    }

    /// <summary>Ends a round of <see cref="AddNew"/>. One caller at a time.</summary>
    /// <param name="added">How many were added.</param>
    public void Added(long added)
    {
        if (_compact is { } compact)
        {
            compact.Added(added);
        }
        else
        {
            _wide.Added(added);
        }
    }

    /// <summary>Starts to load the cache line that a look-up will need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(Hash128 fingerprint)
    {
        if (_compact is { } compact)
        {
            compact.Prefetch(fingerprint);
        }
        else
        {
            _wide.Prefetch(fingerprint);
        }
    }

    public void Dispose()
    {
        _wide.Dispose();
        _compact?.Dispose();
    }

    private void Compact()
    {
        var compact = new CompactTable();
        compact.Reserve(_wide.Count);
        _wide.CopyTo(compact);
        compact.Added(_wide.Count);
        _wide.Dispose();
        _compact = compact;
    }
}
