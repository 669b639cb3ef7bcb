namespace LockCheck.Specs.Invariants;

/// <summary>
/// I2, no skipped VMA, in the strong form: "every VMA whose identity and range are the same in all S_k appears. Implied
/// by I1 up to merging; use I1 as the requirement and I2 for static workloads". (protocols.md 4.)
/// </summary>
/// <remarks>
/// I1 and I3 together imply it: a page of such a VMA is in no other VMA of any S_k, so the record that covers the page
/// shows this very VMA. No reader lists it among its promises for that reason, and it is checked on request. It tells
/// how bad a false gap is: where I1 is broken and I2 is not, only VMAs were lost that somebody was changing.
/// <para>
/// History is one bitmap a reader: the first pages of the VMAs that every state so far has had, and that no record has
/// shown. The object counts, and the range; attributes may change. While a write critical section is open, the VMAs
/// from before it are kept that it has left alone: one that was out of the tree at any moment of the section is
/// another one afterwards, even if its object is reused for the same range. The in-flight rule is that of I1.
/// </para>
/// </remarks>
public sealed class I2NoSkippedVma : Invariant
{
    private KernelModel? _model;
    private PageSet? _pending;
    private Region<Phase> _phases;
    private Region<Area> _untouched;

    private enum Phase : byte
    {
        Idle,
        Reading,
        Deciding,
    }

    /// <inheritdoc/>
    public override string Id => "I2";

    /// <inheritdoc/>
    public override string Title => "no skipped VMA: every VMA that is the same throughout the read is reported";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes =>
        KernelEvent.Read | KernelEvent.Record | KernelEvent.Commit | KernelEvent.WriteLock | KernelEvent.Touched;

    private PageSet Pending => _pending!;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        var vmas = model.Settings.Layout.Vmas.Length + model.Settings.SpareVmas;
        _phases = layout.History<Phase>("I2 phase", model.ReaderCount);
        _pending = new PageSet(layout, "I2 VMAs not reported", model.ReaderCount, model.Settings.Layout.Pages);
        _untouched = layout.History<Area>("I2 VMAs that the section left alone", vmas);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader)
    {
        _phases[reader] = Phase.Reading;
        if (_model!.IsWriteSectionOpen(reader))
        {
            foreach (ref readonly var area in _untouched.Span())
            {
                Pending.Add(reader, area.Start, area.End == 0 ? area.Start : area.Start + 1);
            }

            return;
        }

        var map = CommittedMap.Now(_model, reader);
        for (var position = 0; position < map.Count; position++)
        {
            Pending.Add(reader, map[position].Start, map[position].Start + 1);
        }
    }

    /// <inheritdoc/>
    public override void OnRecord(int reader, Mm mm, in MapRecord record)
    {
        var map = CommittedMap.OfMm(_model!, mm);
        for (var position = 0; position < map.Count; position++)
        {
            if (map[position].Start == record.Start && map[position].End == record.End)
            {
                Pending.Remove(reader, record.Start, record.Start + 1);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnWriteLocked(Mm mm)
    {
        var map = CommittedMap.Now(_model!);
        for (var position = 0; position < map.Count; position++)
        {
            _untouched[position] = Area.Of(map, position);
        }
    }

    /// <inheritdoc/>
    public override void OnTouched(int start, int end)
    {
        var map = CommittedMap.Now(_model!);
        foreach (ref var area in _untouched.Span())
        {
            area = area.IsIn(map) ? area : default;
        }
    }

    /// <inheritdoc/>
    public override void OnCommit(Mm mm)
    {
        for (var reader = 0; reader < _phases.Count; reader++)
        {
            var map = CommittedMap.Now(_model!, reader);
            var isOfOther = _model!.ListsTaskMaps && _model.MmListedBy(reader) == Mm.Second;
            for (var first = Pending.First(reader); first >= 0; first = Pending.First(reader, first + 1))
            {
                if ((!isOfOther && !IsUntouched(first)) || map.Count == 0)
                {
                    Pending.Remove(reader, first, first + 1);
                }
            }

            if (_phases[reader] == Phase.Deciding)
            {
                Decide(reader);
            }
        }

        _untouched.Span().Clear();
    }

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error)
    {
        if (error < 0)
        {
            Forget(reader);
        }
        else if (_model!.IsWriteSectionOpen(reader))
        {
            _phases[reader] = Phase.Deciding;
        }
        else
        {
            Decide(reader);
        }
    }

    private bool IsUntouched(int first)
    {
        foreach (ref readonly var area in _untouched.Span())
        {
            if (area.End != 0 && area.Start == first)
            {
                return true;
            }
        }

        return false;
    }

    private void Decide(int reader)
    {
        if (!Pending.IsEmpty(reader))
        {
            Broken(
                Pending.First(reader),
                static page => $"the VMA at page {page} was the same throughout the read and is in no record");
        }

        Forget(reader);
    }

    private void Forget(int reader)
    {
        Pending.Clear(reader);
        _phases[reader] = Phase.Idle;
    }

    /// <summary>A VMA by its range and its object; without an end it is none.</summary>
    private struct Area
    {
        public ushort Start;
        public ushort End;
        public Vma Object;

        public static Area Of(CommittedMap map, int position) => new()
        {
            Start = map[position].Start,
            End = map[position].End,
            Object = map.ObjectAt(position),
        };

        public readonly bool IsIn(CommittedMap map)
        {
            for (var position = 0; position < map.Count; position++)
            {
                var other = Of(map, position);
                if (other.Start == Start && other.End == End && other.Object == Object)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
