namespace LockCheck.Kernel.Exact;

/// <summary>brk (mm/mmap.c, 6.18). Addresses are in bytes.</summary>
internal static class BrkCall
{
    /// <summary>VM_DATA_DEFAULT_FLAGS and VM_ACCOUNT.</summary>
    private const VmFlags HeapFlags = VmFlags.Read | VmFlags.Write | VmFlags.MayAll | VmFlags.Account;

    /// <summary>stack_guard_gap, in pages.</summary>
    private const long GuardGap = 256;

    /// <summary>Sets the break, or leaves it: what it is then.</summary>
    public static ulong Set(ExactSpace space, ulong address)
    {
        if (address < space.StartBrk || address > ExactSpace.BytesMax)
        {
            return space.Brk;
        }

        var old = ExactSpace.PagesOf(space.Brk);
        var wanted = ExactSpace.PagesOf(address);
        var isDone = old == wanted || (address <= space.Brk ? Shrink(space, wanted, old) : Grow(space, old, wanted));
        if (isDone)
        {
            space.Brk = address;
        }

        return space.Brk;
    }

    private static bool Shrink(ExactSpace space, long start, long end)
    {
        var vma = space.Vmas.Find(start);
        return vma is not null && vma.Start < end && VmaRemoval.Unmap(space, start, end) == 0;
    }

    private static bool Grow(ExactSpace space, long start, long end)
    {
        // A page is left to the next VMA, and to a stack its guard gap.
        var next = space.Vmas.Find(start);
        if (end > ExactSpace.PagesMax || (next is not null && end + 1 > StartWithGap(next)) ||
            space.Count > space.Rules.MapCountMax)
        {
            return false;
        }

        // Only a VMA at or above start_brk grows: what ends there by chance below it is no heap.
        var prev = next is null ? space.Vmas.Last : next.Prev;
        var isHeap = prev is not null && prev.End == start && prev.End > (long)(space.StartBrk >> ExactSpace.PageShift);
        var range = new VmaFacts
        {
            Exists = true,
            Start = start,
            End = end,
            Flags = HeapFlags,
            Pgoff = start,
        };
        var grown = isHeap ? VmaEdit.MergeNew(space, prev, next, range, expandOnly: true) : null;
        if (grown is null)
        {
            space.Vmas.Insert(new ExactVma(start, end, HeapFlags, null, start));
        }

        return true;
    }

    private static long StartWithGap(ExactVma vma) =>
        (vma.Flags & VmFlags.GrowsDown) != 0 ? Math.Max(0, vma.Start - GuardGap) : vma.Start;
}
