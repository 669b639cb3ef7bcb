using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>
/// Page tables, as far as they can be freed under somebody's feet (protocols.md 5, number 38): each span of pages has
/// one or has none. They are there only in scenarios that declare them.
/// </summary>
internal static class PageTables
{
    /// <summary>The pages that one page table maps: 512 in the kernel on x86-64, scaled down.</summary>
    public const int Span = 4;

    /// <summary>How many page tables an address space of some pages can have.</summary>
    public static int CountOf(int pages) => (pages + Span - 1) / Span;

    /// <summary>A VMA of the layout has its page tables from the start.</summary>
    public static void Initialise(KernelModel model, LayoutVma area)
    {
        for (var index = area.Start / Span; model.PageTables.Count != 0 && index < CountOf(area.End); index++)
        {
            model.PageTables[index].IsThere = true;
        }
    }

    /// <summary>
    /// unmap_region: the page tables that lie wholly between the VMAs below and above are freed. Where those VMAs end
    /// and start is read before the work begins.
    /// </summary>
    public static async Routine Free(Mm mm, int start, int end)
    {
        if (KernelModel.Current.PageTables.Count == 0)
        {
            return;
        }

        await Operation.Issue(new PageTableOperation(PageTableCall.UnmapPages, start, end));
        var below = VmaTree.FindBefore(mm, start);
        var above = VmaTree.Find(mm, end);
        var floor = below.IsNone ? 0 : below.Raw.End;
        var ceiling = above.IsNone ? KernelModel.Current.PageTables.Count * Span : above.Raw.Start;
        await Operation.Issue(new PageTableOperation(PageTableCall.Free, floor, ceiling));
        var tables = KernelModel.Current.PageTables;
        for (var index = start / Span; index < CountOf(end); index++)
        {
            if (index * Span >= floor && (index + 1) * Span <= ceiling)
            {
                tables[index].IsThere = false;
            }
        }
    }

    /// <summary>A page fault: the page table is found or allocated, and then its entry is written.</summary>
    public static async Routine Fault(int page)
    {
        if (KernelModel.Current.PageTables.Count == 0)
        {
            return;
        }

        await Operation.Issue(new PageTableOperation(PageTableCall.Find, page, page + 1));
        await Operation.Issue(new PageTableOperation(PageTableCall.WriteEntry, page, page + 1));
    }
}

/// <summary>One page table.</summary>
public struct PageTable
{
    /// <summary>Whether it is allocated.</summary>
    public bool IsThere;
}

/// <summary>What is done to a page table.</summary>
internal enum PageTableCall : ushort
{
    /// <summary>unmap_vmas.</summary>
    UnmapPages,

    /// <summary>free_pgtables.</summary>
    Free,

    /// <summary>pte_alloc: the fault has a pointer to the table now.</summary>
    Find,

    /// <summary>set_pte through that pointer.</summary>
    WriteEntry,
}

/// <summary>A step on page tables, under the mmap_lock for read or write.</summary>
internal readonly struct PageTableOperation(PageTableCall call, int start, int end) : IOperation<None>
{
    private readonly ushort _start = (ushort)start;
    private readonly ushort _end = (ushort)end;
    private readonly PageTableCall _call = call;

    public Footprint Footprint => new(FootprintKinds.VmaTree, 0, AccessMode.Write, AccessOrder.Fence);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        if (!MmapLock.IsHeld(model.Mms[0].Lock, self))
        {
            model.Events.Misuse(Misuse.Unprotected, self);
        }

        ref var table = ref model.PageTables[_start / PageTables.Span];
        if (_call == PageTableCall.Find)
        {
            table.IsThere = true;
        }
        else if (_call == PageTableCall.WriteEntry && !table.IsThere)
        {
            model.Events.Misuse(Misuse.UseAfterFree, self);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => _call switch
    {
        PageTableCall.UnmapPages => $"unmap_vmas {_start}-{_end}",
        PageTableCall.Free => $"free_pgtables between {_start} and {_end}",
        PageTableCall.Find => $"pte_alloc for page {_start}",
        _ => $"set_pte of page {_start}",
    };
}
