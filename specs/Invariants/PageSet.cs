using System.Numerics;

namespace LockCheck.Specs.Invariants;

/// <summary>Sets of pages, such as one for each reader, as bitmaps in history.</summary>
internal sealed class PageSet
{
    private const int Bits = 64;

    private readonly Region<ulong> _words;
    private readonly int _wordsPerSet;

    public PageSet(VectorLayout layout, string name, int sets, int pages)
    {
        _wordsPerSet = (pages + Bits - 1) / Bits;
        _words = layout.History<ulong>(name, sets * _wordsPerSet);
    }

    public void Clear(int set) => Of(set).Clear();

    public void Add(int set, int start, int end) => Change(set, start, end, isAdded: true);

    public void Remove(int set, int start, int end) => Change(set, start, end, isAdded: false);

    public bool IsEmpty(int set) => !Of(set).ContainsAnyExcept(0UL);

    public bool Contains(int set, int page) => Intersects(set, page, page + 1);

    public bool Intersects(int set, int start, int end)
    {
        var first = First(set, start);
        return first >= 0 && first < end;
    }

    public bool Intersects(int set, PageSet other, int otherSet)
    {
        var words = Of(set);
        var others = other.Of(otherSet);
        for (var at = 0; at < words.Length; at++)
        {
            if ((words[at] & others[at]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Assign(int set, PageSet other, int otherSet) => other.Of(otherSet).CopyTo(Of(set));

    public void UnionWith(int set, PageSet other, int otherSet)
    {
        var words = Of(set);
        var others = other.Of(otherSet);
        for (var at = 0; at < words.Length; at++)
        {
            words[at] |= others[at];
        }
    }

    public void ExceptWith(int set, PageSet other, int otherSet)
    {
        var words = Of(set);
        var others = other.Of(otherSet);
        for (var at = 0; at < words.Length; at++)
        {
            words[at] &= ~others[at];
        }
    }

    /// <summary>The lowest page of the set from a page on; -1 if there is none.</summary>
    public int First(int set, int from = 0)
    {
        var words = Of(set);
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
    public void IntersectWith(int set, CommittedMap map)
    {
        var end = 0;
        for (var position = 0; position < map.Count; position++)
        {
            var vma = map[position];
            Remove(set, end, vma.Start);
            end = vma.End;
        }

        Remove(set, end, _wordsPerSet * Bits);
    }

    /// <summary>Takes every page out that a memory map has.</summary>
    public void Remove(int set, CommittedMap map)
    {
        for (var position = 0; position < map.Count; position++)
        {
            Remove(set, map[position].Start, map[position].End);
        }
    }

    /// <summary>Makes it the set of a memory map's pages.</summary>
    public void Assign(int set, CommittedMap map)
    {
        Clear(set);
        for (var position = 0; position < map.Count; position++)
        {
            var vma = map[position];
            Add(set, vma.Start, vma.End);
        }
    }

    private Span<ulong> Of(int set) => _words.Span(set * _wordsPerSet, _wordsPerSet);

    private void Change(int set, int start, int end, bool isAdded)
    {
        // What a reader took from freed memory may lie outside the address space.
        end = Math.Min(end, _wordsPerSet * Bits);
        while (start < end)
        {
            var at = start / Bits;
            var upTo = Math.Min(end, (at + 1) * Bits);
            var mask = ulong.MaxValue << (start % Bits);
            if (upTo % Bits != 0)
            {
                mask &= (1UL << (upTo % Bits)) - 1;
            }

            var word = (set * _wordsPerSet) + at;
            if (isAdded)
            {
                _words[word] |= mask;
            }
            else
            {
                // Pages that are taken out one way or the other are out: nobody has to look which came first.
                _words.ClearUnseen(word, mask);
            }

            start = upTo;
        }
    }
}
