using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>Draws system calls, most of which have something to do.</summary>
internal sealed class RandomCalls(ulong seed)
{
    private readonly SplitMix _random = new(seed);

    /// <summary>A call for a map: mmap goes into a gap as often as there is one, and sometimes elsewhere.</summary>
    public MemoryCall Next(PageMap map)
    {
        var kind = (CallKind)_random.Below(5);
        var start = _random.Below(map.Count);
        if (kind == CallKind.Mmap && _random.Below(8) > 0)
        {
            start = Enumerable.Range(0, map.Count)
                .FirstOrDefault(at => map.IsFree((start + at) % map.Count, ((start + at) % map.Count) + 1)) + start;
            start %= map.Count;
        }

        var end = start + 1 + _random.Below(Math.Min(map.Count - start, 1 + _random.Below(12)));
        while (kind == CallKind.Mmap && end > start + 1 && !map.IsFree(start, end) && _random.Below(16) > 0)
        {
            end--;
        }

        return new MemoryCall(kind, (ushort)start, (ushort)end, (ushort)_random.Below(4));
    }

    /// <summary>A layout with every attribute that decides about merging, in any combination.</summary>
    public string Layout(int pages)
    {
        var areas = new List<string>();
        for (var at = _random.Below(2); at < pages - 1;)
        {
            var end = Math.Min(pages, at + 1 + _random.Below(4));
            var file = _random.Below(3);
            areas.Add($"{at}-{end}{MapDrawing.ProtText((byte)(1 + _random.Below(3)))}"
                + (file == 2 ? $",file=1,pgoff={at}" : "")
                + (_random.Below(3) == 0 ? $",anon_vma={1 + _random.Below(2)}" : "")
                + (_random.Below(6) == 0 ? ",close" : "")
                + (_random.Below(9) == 0 ? ",special" : "")
                + (_random.Below(9) == 0 ? ",growsdown" : ""));
            at = end + (_random.Below(3) == 0 ? 1 + _random.Below(2) : 0);
        }

        return $"{string.Join(' ', areas)} pages={pages}";
    }
}
