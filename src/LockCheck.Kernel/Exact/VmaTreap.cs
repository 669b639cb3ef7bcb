namespace LockCheck.Kernel.Exact;

/// <summary>
/// VMAs in the order of addresses: a treap (Seidel and Aragon, 1996) for lookups, and links to both neighbours. Ranges
/// may change in place as long as the order stays.
/// </summary>
internal sealed class VmaTreap
{
    private ExactVma? _root;
    private uint _random = 0x9e37_79b9;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The lowest, or none.</summary>
    public ExactVma? First { get; private set; }

    /// <summary>The highest, or none.</summary>
    public ExactVma? Last { get; private set; }

    /// <summary>find_vma: the first VMA that ends after a page, or none.</summary>
    public ExactVma? Find(long page)
    {
        ExactVma? found = null;
        for (var at = _root; at is not null;)
        {
            if (at.End > page)
            {
                found = at;
                if (at.Start <= page)
                {
                    return at;
                }

                at = at.Lower;
            }
            else
            {
                at = at.Upper;
            }
        }

        return found;
    }

    /// <summary>Puts a VMA into a gap.</summary>
    public void Insert(ExactVma vma)
    {
        var next = Find(vma.Start);
        var prev = next is null ? Last : next.Prev;
        (vma.Prev, vma.Next) = (prev, next);
        if (prev is null)
        {
            First = vma;
        }
        else
        {
            prev.Next = vma;
        }

        if (next is null)
        {
            Last = vma;
        }
        else
        {
            next.Prev = vma;
        }

        vma.Priority = NextRandom();
        ref var at = ref _root;
        while (at is not null && at.Priority >= vma.Priority)
        {
            at = ref vma.Start < at.Start ? ref at.Lower : ref at.Upper;
        }

        var rest = at;
        at = vma;
        Divide(rest, vma.Start, ref vma.Lower, ref vma.Upper);
        Count++;
    }

    /// <summary>Takes a VMA out.</summary>
    public void Remove(ExactVma vma)
    {
        if (vma.Prev is null)
        {
            First = vma.Next;
        }
        else
        {
            vma.Prev.Next = vma.Next;
        }

        if (vma.Next is null)
        {
            Last = vma.Prev;
        }
        else
        {
            vma.Next.Prev = vma.Prev;
        }

        ref var at = ref _root;
        while (!ReferenceEquals(at, vma))
        {
            at = ref vma.Start < at!.Start ? ref at.Lower : ref at.Upper;
        }

        Join(ref at, vma.Lower, vma.Upper);
        (vma.Lower, vma.Upper, vma.Prev, vma.Next) = (null, null, null, null);
        Count--;
    }

    /// <summary>Divides a subtree into what starts below a page and the rest.</summary>
    private static void Divide(ExactVma? from, long page, ref ExactVma? lower, ref ExactVma? upper)
    {
        ref var low = ref lower;
        ref var high = ref upper;
        while (from is not null)
        {
            if (from.Start < page)
            {
                low = from;
                low = ref from.Upper;
                from = from.Upper;
            }
            else
            {
                high = from;
                high = ref from.Lower;
                from = from.Lower;
            }
        }

        low = null;
        high = null;
    }

    /// <summary>Joins two subtrees, of which the first lies below the second.</summary>
    private static void Join(ref ExactVma? into, ExactVma? low, ExactVma? high)
    {
        ref var at = ref into;
        while (low is not null && high is not null)
        {
            if (low.Priority >= high.Priority)
            {
                at = low;
                at = ref low.Upper;
                low = low.Upper;
            }
            else
            {
                at = high;
                at = ref high.Lower;
                high = high.Lower;
            }
        }

        at = low ?? high;
    }

    /// <summary>Marsaglia's xorshift, from a fixed start: the same calls make the same tree.</summary>
    private uint NextRandom()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return _random;
    }
}
