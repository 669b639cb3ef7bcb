using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>Draws system calls, most of which have something to do.</summary>
/// <param name="seed">What the draws depend on.</param>
/// <param name="kinds">How many kinds of calls, in their order.</param>
internal sealed class RandomCalls(ulong seed, int kinds = 5)
{
    private readonly SplitMix _random = new(seed);

    /// <summary>A call for a map: mmap goes into a gap as often as there is one, and sometimes elsewhere.</summary>
    public MemoryCall Next(PageMap map)
    {
        var kind = (CallKind)_random.Below(kinds);
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

        var call = new MemoryCall(kind, (ushort)start, (ushort)end, (ushort)_random.Below(4));
        return kind < CallKind.MremapShrink ? call : Other(map, call);
    }

    /// <summary>A range that is most often part of one VMA, and a place for it that is as often free as not.</summary>
    private MemoryCall Other(PageMap map, MemoryCall call)
    {
        var (start, end) = ((int)call.Start, (int)call.End);
        if (_random.Below(8) > 0)
        {
            start = Enumerable.Range(0, map.Count).Select(at => (start + at) % map.Count)
                .FirstOrDefault(page => map[page].Mapped, start);
            var last = map.EndOfVma(start);
            end = call.Kind == CallKind.MremapGrow || _random.Below(2) > 0
                ? last : start + 1 + _random.Below(last - start);
        }

        var pages = end - start;
        switch (call.Kind)
        {
            case CallKind.MremapShrink:
                // Of two pages or more; it may reach beyond the VMA.
                start = Math.Min(start, map.Count - 2);
                end = Math.Max(end, start + 2);
                return call with
                {
                    Start = (ushort)start, End = (ushort)end, To = (ushort)start,
                    ToEnd = (ushort)(start + 1 + _random.Below(end - start - 1)),
                };
            case CallKind.MremapGrow:
                return call with
                {
                    Start = (ushort)start, End = (ushort)end, To = (ushort)start,
                    ToEnd = (ushort)Math.Min(map.Count, end + 1 + _random.Below(4)),
                };
            case CallKind.MremapMove or CallKind.MremapFixed or CallKind.MremapDontUnmap:
                var grown = call.Kind == CallKind.MremapMove ? _random.Below(2) : 0;
                if (start == 0 && pages + grown >= map.Count)
                {
                    (end, pages, grown) = (start + 1, 1, 0);
                }

                grown = Math.Min(grown, map.Count - pages);
                var to = _random.Below(map.Count - pages - grown + 1);
                if (call.Kind == CallKind.MremapMove && _random.Below(8) > 0)
                {
                    to = Enumerable.Range(0, map.Count - pages - grown + 1)
                        .FirstOrDefault(at => map.IsFree(at, at + pages + grown), to);
                }

                return call with
                {
                    Start = (ushort)start, End = (ushort)end, To = (ushort)to, ToEnd = (ushort)(to + pages + grown),
                };
            case CallKind.AnonName:
                return call with { Start = (ushort)start, End = (ushort)end, Prot = (ushort)_random.Below(3) };
            case CallKind.BrkGrow:
                return call with { Start = (ushort)(end % map.Count), End = (ushort)((end % map.Count) + 1) };
            case CallKind.StackFault or CallKind.StackFaultOld:
                var page = _random.Below(map.Count);
                return call with { Start = (ushort)page, End = (ushort)(page + 1) };
            default:
                return call;
        }
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
