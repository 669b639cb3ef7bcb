using System.Runtime.InteropServices;

namespace LockCheck.Engine;

/// <summary>
/// All footprints that were met, each once, by number. A footprint says of every bit of the world, and of what threads
/// can see of each other, whether it is observed and whether it is changed. Unions and conflicts of two footprints are
/// computed once for each pair of numbers.
/// </summary>
/// <remarks>
/// Two steps conflict if one changes what the other observes. A change that an update makes without looking
/// (a cleared bit) is no observation: two of them commute.
/// </remarks>
internal sealed unsafe class FootprintTable : IDisposable
{
    /// <summary>The number of the footprint of nothing.</summary>
    public const int Nothing = 0;

    private const int PerChunk = 256;

    private readonly int _words;
    private readonly List<nint> _chunks = [];
    private readonly Dictionary<ulong, int> _byHash = [];
    private readonly Dictionary<ulong, int> _unions = [];
    private readonly Dictionary<ulong, bool> _conflicts = [];
    private readonly ulong* _scratch;
    private int _count;

    /// <param name="bytes">The bytes of each half of a footprint; a multiple of eight.</param>
    public FootprintTable(int bytes)
    {
        HalfBytes = bytes;
        _words = bytes / sizeof(ulong);
        _scratch = (ulong*)NativeMemory.AllocZeroed((nuint)(2 * bytes));
        _ = Intern((byte*)_scratch);
    }

    /// <summary>Gets the bytes of each half: what is observed, then what is changed.</summary>
    public int HalfBytes { get; }

    /// <summary>Gets how many footprints there are.</summary>
    public int Count => _count;

    /// <summary>Gets what a footprint observes; what it changes lies <see cref="HalfBytes"/> behind.</summary>
    public byte* Of(int footprint) => (byte*)WordsOf(footprint);

    /// <summary>Gives a footprint its number.</summary>
    /// <param name="halves">What is observed, then what is changed.</param>
    public int Intern(byte* halves)
    {
        var hash = StableHash.Of(halves, 2 * HalfBytes, 0xF0);
        if (_byHash.TryGetValue(hash, out var known))
        {
            return known;
        }

        if (_count % PerChunk == 0)
        {
            _chunks.Add((nint)NativeMemory.Alloc(PerChunk, (nuint)(2 * HalfBytes)));
        }

        var made = _count++;
        Words.Copy(halves, (byte*)WordsOf(made), 2 * HalfBytes);
        _byHash.Add(hash, made);
        return made;
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

        var pair = PairOf(one, other);
        if (_unions.TryGetValue(pair, out var union))
        {
            return union;
        }

        var a = WordsOf(one);
        var b = WordsOf(other);
        for (var at = 0; at < 2 * _words; at++)
        {
            _scratch[at] = a[at] | b[at];
        }

        union = Intern((byte*)_scratch);
        _unions.Add(pair, union);
        return union;
    }

    /// <summary>Whether one changes what the other observes.</summary>
    public bool Conflict(int one, int other)
    {
        if (one == Nothing || other == Nothing)
        {
            return false;
        }

        var pair = PairOf(one, other);
        if (_conflicts.TryGetValue(pair, out var conflict))
        {
            return conflict;
        }

        var a = WordsOf(one);
        var b = WordsOf(other);
        var common = 0UL;
        for (var at = 0; at < _words; at++)
        {
            common |= (a[at] & b[at + _words]) | (a[at + _words] & b[at]);
        }

        conflict = common != 0;
        _conflicts.Add(pair, conflict);
        return conflict;
    }

    public void Dispose()
    {
        NativeMemory.Free(_scratch);
        foreach (var chunk in _chunks)
        {
            NativeMemory.Free((void*)chunk);
        }
    }

    private static ulong PairOf(int one, int other) =>
        ((ulong)(uint)Math.Min(one, other) << 32) | (uint)Math.Max(one, other);

    private ulong* WordsOf(int footprint) =>
        (ulong*)(_chunks[footprint / PerChunk] + (nint)(footprint % PerChunk * 2 * HalfBytes));
}
