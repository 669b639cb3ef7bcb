namespace LockCheck.Kernel;

/// <summary>What a write critical section does at a step of its own: the ⟂ of protocols.md 1.7 and 3.</summary>
internal enum WriterCall : byte
{
    /// <summary>The range fields of a VMA are written.</summary>
    SetRange,

    /// <summary>A store into the tree; of a store in place, that of the slot.</summary>
    TreeStore,

    /// <summary>The second half of a store in place: that of the pivot.</summary>
    PivotStore,

    /// <summary>The fields of a new VMA are written.</summary>
    Fill,

    /// <summary>An object goes back to the slab.</summary>
    Free,

    /// <summary>A VMA is marked attached again, after a failure.</summary>
    Reattach,

    /// <summary>The protection of a VMA is written.</summary>
    SetProt,

    /// <summary>The range is cleared in the tree: from here on the call cannot fail.</summary>
    TreeClear,

    /// <summary>Pages and page tables are freed, files are put, VMA objects go back to the slab.</summary>
    FreeVmas,

    /// <summary>mremap moves the page tables to the new place.</summary>
    MovePageTables,

    /// <summary>The anon_name of a VMA is replaced.</summary>
    SetName,

    /// <summary>exit_mmap drops the tree, whose VMAs are freed.</summary>
    DestroyTree,

    /// <summary>A driver's mmap hook says no, behind the point of no return.</summary>
    FailHook,

    /// <summary>A fault gives a VMA an anon_vma.</summary>
    PrepareAnonVma,

    /// <summary>fork copies a page table of a VMA, and write-protects its entries.</summary>
    CopyPageTable,

    /// <summary>fork flushes the TLBs of the parent.</summary>
    FlushTlb,
}

/// <summary>A step inside a write critical section. What follows the await is what the step does.</summary>
internal readonly struct WriterStep(WriterCall call, int start, int end, Mm mm) : IOperation<None>
{
    private readonly ushort _start = (ushort)start;
    private readonly ushort _end = (ushort)end;
    private readonly WriterCall _call = call;
    private readonly Mm _mm = mm;

    public Footprint Footprint => new(FootprintKinds.VmaTree, _mm.Index, AccessMode.Write, AccessOrder.Release);

    /// <summary>Makes the scheduling point before such a step in the target's mm.</summary>
    public static Pending<None> Before(WriterCall call, int start, int end) => Before(call, start, end, Mm.First);

    /// <summary>Makes the scheduling point before such a step in an mm.</summary>
    public static Pending<None> Before(WriterCall call, int start, int end, Mm mm) =>
        Operation.Issue(new WriterStep(call, start, end, mm));

    /// <summary>Makes the scheduling point before a step on a VMA, named by its present range.</summary>
    public static Pending<None> Before(WriterCall call, Vma vma) => Before(call, vma.Raw.Start, vma.Raw.End);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        ref var sem = ref model.Mms.Field(_mm.Index, WorldFields.Lock);
        var readWillDo = _call is WriterCall.FreeVmas or WriterCall.PrepareAnonVma || AnonVmaLock.IsHeld(model, self);
        if (readWillDo ? !MmapLock.IsHeld(sem, self) : sem.Writer != self.Index + 1)
        {
            model.Events.Misuse(Misuse.Unprotected, self);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => _call switch
    {
        WriterCall.SetRange => $"W{{vm_start, vm_end}} = {_start}-{_end}",
        WriterCall.TreeStore => $"tree store {_start}-{_end}",
        WriterCall.PivotStore => $"tree pivot store {_start}-{_end}",
        WriterCall.Fill => $"W{{fields of the new VMA}} = {_start}-{_end}",
        WriterCall.Free => $"vm_area_free {_start}-{_end}",
        WriterCall.Reattach => $"vma_mark_attached {_start}-{_end}",
        WriterCall.SetProt => $"W{{vm_flags}} of {_start}-{_end}",
        WriterCall.TreeClear => $"tree clear {_start}-{_end}",
        WriterCall.FreeVmas => $"free the VMAs of {_start}-{_end}",
        WriterCall.MovePageTables => $"move_page_tables {_start}-{_end}",
        WriterCall.SetName => $"W{{anon_name}} of {_start}-{_end}",
        WriterCall.PrepareAnonVma => $"anon_vma_prepare {_start}-{_end}",
        WriterCall.DestroyTree => $"__mt_destroy({_mm})",
        WriterCall.CopyPageTable => $"copy_page_range {_start}-{_end}",
        WriterCall.FlushTlb => $"flush_tlb_mm({_mm})",
        WriterCall.FailHook => $"the mmap hook of {_start}-{_end} fails",
        _ => _call.ToString(),
    };
}
