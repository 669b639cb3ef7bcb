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
}

/// <summary>A step inside a write critical section. What follows the await is what the step does.</summary>
internal readonly struct WriterStep(WriterCall call, int start, int end) : IOperation<None>
{
    private readonly ushort _start = (ushort)start;
    private readonly ushort _end = (ushort)end;
    private readonly ushort _call = (ushort)call;

    public Footprint Footprint => new(FootprintKinds.VmaTree, 0, AccessMode.Write, AccessOrder.Release);

    private WriterCall Call => (WriterCall)_call;

    /// <summary>Makes the scheduling point before such a step.</summary>
    public static Pending<None> Before(WriterCall call, int start, int end) =>
        Operation.Issue(new WriterStep(call, start, end));

    /// <summary>Makes the scheduling point before a step on a VMA, named by its present range.</summary>
    public static Pending<None> Before(WriterCall call, Vma vma) => Before(call, vma.Raw.Start, vma.Raw.End);

    public bool TryApply(ThreadId self, out None result)
    {
        result = default;
        var model = KernelModel.Current;
        var isHeld = Call == WriterCall.FreeVmas
            ? MmapLock.IsHeld(model.Mms[0].Lock, self)
            : model.Mms[0].Lock.Writer == self.Index + 1;
        if (!isHeld)
        {
            model.Events.Misuse(Misuse.Unprotected, self);
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => Call switch
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
        _ => Call.ToString(),
    };
}
