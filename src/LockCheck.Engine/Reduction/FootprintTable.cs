using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// All footprints that were met, each once, by number. A footprint says of every bit of the world, and of what threads
/// can see of each other, whether it is observed as 0, observed as 1, cleared, or set. Unions and conflicts of two
/// footprints are computed once for each pair of numbers.
/// </summary>
/// <remarks>
/// A change that an update makes without looking (<see cref="Region{T}.ClearUnseen"/>) is no observation: two of them
/// commute.
/// </remarks>
internal sealed unsafe class FootprintTable : IDisposable
{
    /// <summary>How many parts a footprint has: observed as 0, observed as 1, cleared, set.</summary>
    public const int Parts = 4;

    /// <summary>The number of the footprint of nothing.</summary>
    public const int Nothing = 0;

    private const int PerChunk = 256;

    private readonly int _words;
    private readonly List<nint> _chunks = [];
    private readonly Dictionary<ulong, int> _byHash = [];
    private readonly NumberMap _unions = new();
    private readonly NumberMap _conflicts = new();
    private readonly NumberMap _whatever = new();
    private readonly ulong* _scratch;
    private int _count;

    /// <param name="bytes">The bytes of each part of a footprint; a multiple of eight.</param>
    public FootprintTable(int bytes)
    {
        PartBytes = bytes;
        _words = bytes / sizeof(ulong);
        _scratch = (ulong*)NativeMemory.AllocZeroed((nuint)(Parts * bytes));
        _ = Intern((byte*)_scratch);
    }

    /// <summary>Gets the bytes of each part.</summary>
    public int PartBytes { get; }

    /// <summary>Gets how many footprints there are.</summary>
    public int Count => _count;

    /// <summary>Gives a footprint its number.</summary>
    /// <param name="parts">What is observed as 0, observed as 1, cleared, and set.</param>
    public int Intern(byte* parts)
    {
        var hash = StableHash.Of(parts, Parts * PartBytes, 0xF0).Low;
        if (_byHash.TryGetValue(hash, out var known))
        {
            return known;
        }

        if (_count % PerChunk == 0)
        {
            _chunks.Add((nint)NativeMemory.Alloc(PerChunk, (nuint)(Parts * PartBytes)));
        }

        var made = _count++;
        Words.Copy(parts, (byte*)WordsOf(made), Parts * PartBytes);
        _byHash.Add(hash, made);
        return made;
    }

    /// <summary>
    /// The footprint that observes each bit as 0 and as 1 which this one observes: of what others may do, it does not
    /// matter as what they were seen to observe anything.
    /// </summary>
    public int WhateverIsSeen(int footprint)
    {
        var whatever = _whatever.Find((ulong)footprint);
        if (whatever == NumberMap.None)
        {
            Words.Copy((byte*)WordsOf(footprint), (byte*)_scratch, Parts * PartBytes);
            for (var at = 0; at < _words; at++)
            {
                _scratch[at] = _scratch[at + _words] |= _scratch[at];
            }

            whatever = Intern((byte*)_scratch);
            _whatever.Set((ulong)footprint, whatever);
        }

        return whatever;
    }

    /// <summary>The footprint of both.</summary>
    public int Union(int one, int other)
    {
        if (one == other || other == Nothing)
        {
            return one;
        }

        if (one == Nothing)
        {
            return other;
        }

        var pair = NumberMap.Pair(Math.Min(one, other), Math.Max(one, other));
        var union = _unions.Find(pair);
        if (union != NumberMap.None)
        {
            return union;
        }

        var a = WordsOf(one);
        var b = WordsOf(other);
        for (var at = 0; at < Parts * _words; at++)
        {
            _scratch[at] = a[at] | b[at];
        }

        union = Intern((byte*)_scratch);
        _unions.Set(pair, union);
        return union;
    }

    /// <summary>
    /// Whether a step cannot be taken before all that others may do: it changes what they may look at, whatever they
    /// see there once it is taken; it sets what they may clear unseen; or they may change what it looks at, from what
    /// it sees there.
    /// </summary>
    /// <param name="future">What others may do.</param>
    /// <param name="step">The step.</param>
    public bool Conflict(int future, int step)
    {
        if (future == Nothing || step == Nothing)
        {
            return false;
        }

        var pair = NumberMap.Pair(future, step);
        var conflict = _conflicts.Find(pair);
        if (conflict != NumberMap.None)
        {
            return conflict != 0;
        }

        var theirs = WordsOf(future);
        var mine = WordsOf(step);
        var common = 0UL;
        for (var zero = 0; zero < _words; zero++)
        {
            var (one, clear, set) = (zero + _words, zero + (2 * _words), zero + (3 * _words));
            common |= (mine[zero] & theirs[set]) | ((mine[one] | mine[set]) & theirs[clear])
                | ((mine[clear] | mine[set]) & (theirs[zero] | theirs[one]));
        }

        _conflicts.Set(pair, common != 0 ? 1 : 0);
        return common != 0;
    }

    public void Dispose()
    {
        NativeMemory.Free(_scratch);
        foreach (var chunk in _chunks)
        {
            NativeMemory.Free((void*)chunk);
        }
    }

    private ulong* WordsOf(int footprint) =>
        (ulong*)(_chunks[footprint / PerChunk] + (nint)(footprint % PerChunk * Parts * PartBytes));
}
