using System.Numerics;

namespace LockCheck.Specs.Invariants;

/// <summary>A set of pages for each reader, as a bitmap in history.</summary>
internal sealed class PageSet
{
    private const int Bits = 64;

    private readonly Region<ulong> _words;
    private readonly int _wordsPerReader;

    public PageSet(VectorLayout layout, string name, int readers, int pages)
    {
        _wordsPerReader = (pages + Bits - 1) / Bits;
        _words = layout.History<ulong>(name, readers * _wordsPerReader);
    }

    public void Clear(int reader) => Of(reader).Clear();

    public void Add(int reader, int start, int end) => Change(reader, start, end, set: true);

    public void Remove(int reader, int start, int end) => Change(reader, start, end, set: false);

    public bool IsEmpty(int reader) => !Of(reader).ContainsAnyExcept(0UL);

    public bool Intersects(int reader, int start, int end)
    {
        var first = First(reader, start);
        return first >= 0 && first < end;
    }

    /// <summary>The lowest page of the set from a page on; -1 if there is none.</summary>
    public int First(int reader, int from = 0)
    {
        var words = Of(reader);
        for (var at = from / Bits; at < words.Length; at++)
        {
            var word = words[at];
            if (at == from / Bits)
            {
                word &= ulong.MaxValue << (from % Bits);
            }

            if (word != 0)
            {
                return (at * Bits) + BitOperations.TrailingZeroCount(word);
            }
        }

        return -1;
    }

    /// <summary>Takes every page out that a memory map does not have.</summary>
    public void IntersectWith(int reader, CommittedMap map)
    {
        var end = 0;
        for (var position = 0; position < map.Count; position++)
        {
            var vma = map[position];
            Remove(reader, end, vma.Start);
            end = vma.End;
        }

        Remove(reader, end, _wordsPerReader * Bits);
    }

    /// <summary>Makes it the set of a memory map's pages.</summary>
    public void Assign(int reader, CommittedMap map)
    {
        Clear(reader);
        for (var position = 0; position < map.Count; position++)
        {
            var vma = map[position];
            Add(reader, vma.Start, vma.End);
        }
    }

    private Span<ulong> Of(int reader) => _words.Span().Slice(reader * _wordsPerReader, _wordsPerReader);

    private void Change(int reader, int start, int end, bool set)
    {
        var words = Of(reader);
        while (start < end)
        {
            var at = start / Bits;
            var upTo = Math.Min(end, (at + 1) * Bits);
            var mask = ulong.MaxValue << (start % Bits);
            if (upTo % Bits != 0)
            {
                mask &= (1UL << (upTo % Bits)) - 1;
            }

            words[at] = set ? words[at] | mask : words[at] & ~mask;
            start = upTo;
        }
    }
}
