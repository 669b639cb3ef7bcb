namespace LockCheck.Specs.Invariants;

/// <summary>
/// PF, exactness of a page fault: "the fault either runs on the VMA that contains addr and that cannot change
/// meanwhile, or falls back. A false failure is always allowed." (protocols.md 2j.)
/// </summary>
/// <remarks>
/// When the fault begins to rely on a VMA, its fields cover the page and the tree has it there; until the fault is
/// done, no write critical section changes anything in its range, and then both still hold. The page tables belong to
/// the VMA: a fault works on them under its lock, so nobody else may meanwhile (number 42 of protocols.md 5). History
/// is the range of the VMA of each fault that runs.
/// </remarks>
public sealed class PfExactness : Invariant
{
    private KernelModel? _model;
    private Region<Running> _running;

    /// <inheritdoc/>
    public override string Id => "PF";

    /// <inheritdoc/>
    public override string Title => "a page fault runs on the VMA that contains the page, and nobody changes it";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Fault | KernelEvent.Touched | KernelEvent.Pages;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        _running = layout.History<Running>("PF running", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnFaultBegins(int reader, int page, Vma vma, in MapRecord record)
    {
        Judge(page, vma, record);
        _running[reader] = new Running
        {
            Start = record.Start,
            End = record.End,
            Prot = record.Attributes.Prot,
            IsOfSecond = _model!.MmOf(vma) == Mm.Second,
        };
    }

    /// <inheritdoc/>
    public override void OnFaultEnds(int reader, int page, Vma vma, in MapRecord record)
    {
        Judge(page, vma, record);
        var begun = _running[reader];
        if ((begun.Start, begun.End, begun.Prot) != (record.Start, record.End, record.Attributes.Prot))
        {
            Broken(record, static record => $"the VMA has become {record} under the fault");
        }

        _running[reader] = default;
    }

    /// <inheritdoc/>
    public override void OnTouched(int start, int end)
    {
        for (var reader = 0; reader < _running.Count; reader++)
        {
            var running = _running[reader];
            if (!running.IsOfSecond && start < running.End && running.Start < end)
            {
                Broken(running, static running =>
                    $"a writer changes what a fault runs on, the VMA {running.Start}-{running.End}");
            }
        }
    }

    /// <inheritdoc/>
    public override void OnPagesTouched(int start, int end)
    {
        for (var reader = 0; reader < _running.Count; reader++)
        {
            var running = _running[reader];
            if (!running.IsOfSecond && start < running.End && running.Start < end)
            {
                Broken(running, static running =>
                    $"a writer changes page tables of what a fault runs on, the VMA {running.Start}-{running.End}");
            }
        }
    }

    private void Judge(int page, Vma vma, in MapRecord record)
    {
        if (page < record.Start || page >= record.End)
        {
            Broken((page, record), static facts => $"the VMA {facts.record} does not contain page {facts.page}");
            return;
        }

        var map = CommittedMap.OfMm(_model!, _model!.MmOf(vma));
        for (var position = 0; position < map.Count; position++)
        {
            if (map.ObjectAt(position) == vma && page >= map[position].Start && page < map[position].End)
            {
                return;
            }
        }

        Broken(page, static page => $"the address space has another VMA at page {page}, or none");
    }

    private struct Running
    {
        public ushort Start;
        public ushort End;
        public byte Prot;
        public bool IsOfSecond;
    }
}
