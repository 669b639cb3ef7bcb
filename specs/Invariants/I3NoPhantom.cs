using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Invariants;

/// <summary>
/// I3, no phantom: "every reported address is in U, and each record's (range, attrs) equals a VMA of some S_k
/// (per-record consistency; no mixed fields, no object of another mm)". (protocols.md 4.)
/// </summary>
/// <remarks>
/// The states are those of the mm that the record comes from: a reader with a reference to it reads on after the
/// target has lost it, or has got another one by exec. A reader that shows a VMA under the mmap_lock shows a state at a
/// commit: the memory map of that step decides, without history. For one that
/// <see cref="ReaderProtocol.ReportsParts"/> of VMAs, under the mmap_lock, a record has to lie inside one.
/// <para>
/// A reader that <see cref="ReaderProtocol.DeliversUnlocked"/> may deliver what an earlier state had, or what an open
/// write critical section will commit. For such a reader, and for no other, history keeps the VMAs of the read's
/// earlier states that are gone, the map before an open section, and the records that only its commit can decide.
/// </para>
/// </remarks>
public sealed class I3NoPhantom : Invariant
{
    // How many times the address space may be replaced during one read.
    private const int MapsKept = 4;

    private KernelModel? _model;
    private History? _history;
    private bool _needsHistory;
    private bool _takesParts;

    /// <inheritdoc/>
    public override string Id => "I3";

    /// <inheritdoc/>
    public override string Title => "no phantom: every record equals a VMA of some state of the memory map";

    /// <inheritdoc/>
    public override KernelEvent Subscribes => _needsHistory
        ? KernelEvent.Record | KernelEvent.Read | KernelEvent.Commit | KernelEvent.WriteLock
        : KernelEvent.Record;

    /// <inheritdoc/>
    public override void Configure(Scenario scenario, ReaderProtocol reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _needsHistory = reader.DeliversUnlocked;
        _takesParts = reader.ReportsParts;
    }

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        if (_needsHistory)
        {
            var vmas = model.Settings.Layout.Vmas.Length + model.Settings.SpareVmas;
            _history = new History(
                layout.History<bool>("I3 reading", model.ReaderCount),
                new RecordSet(layout, "I3 map before the section", 1, vmas),
                new RecordSet(layout, "I3 VMAs that are gone", model.ReaderCount, MapsKept * vmas),
                new RecordSet(layout, "I3 records to be decided", model.ReaderCount, vmas));
        }
    }

    /// <inheritdoc/>
    public override void OnRecord(int reader, Mm mm, in MapRecord record)
    {
        // Nobody changes the second mm: it has one state.
        var isSecond = mm == Mm.Second;
        var isOpen = !isSecond && _history is not null && _model!.IsWriteSectionOpen();
        if (isOpen ? _history!.Before.Contains(0, record) : IsOfMap(mm, record))
        {
            return;
        }

        if (!isSecond && _history is not null && _history.Gone.Contains(reader, record))
        {
            return;
        }

        if (isOpen)
        {
            _history!.Undecided.Add(reader, record);
        }
        else
        {
            Phantom(record);
        }
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) => _history!.Reading[reader] = true;

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error)
    {
        // What is undecided stays: the post-state of a section that is open now counts.
        _history!.Reading[reader] = false;
        _history.Gone.Clear(reader);
    }

    /// <inheritdoc/>
    public override void OnWriteLocked(Mm mm)
    {
        var map = CommittedMap.OfMm(_model!);
        for (var position = 0; position < map.Count; position++)
        {
            _history!.Before.Add(0, map[position]);
        }
    }

    /// <inheritdoc/>
    public override void OnCommit(Mm mm)
    {
        if (_model!.IsWriteSectionOpen())
        {
            // The target's exit, inside another thread's section: the map is no S_k, and stays open to it.
            return;
        }

        var map = CommittedMap.OfMm(_model!);
        var history = _history!;
        for (var reader = 0; reader < history.Reading.Count; reader++)
        {
            foreach (ref readonly var record in history.Undecided.Of(reader))
            {
                if (!map.Contains(record))
                {
                    Phantom(record);
                }
            }

            history.Undecided.Clear(reader);
            if (history.Reading[reader])
            {
                foreach (ref readonly var vma in history.Before.Of(0))
                {
                    if (!map.Contains(vma))
                    {
                        history.Gone.Add(reader, vma);
                    }
                }
            }
        }

        history.Before.Clear(0);
    }

    private bool IsOfMap(Mm mm, in MapRecord record)
    {
        var map = CommittedMap.OfMm(_model!, mm);
        return _takesParts ? map.ContainsPart(record) : map.Contains(record);
    }

    private void Phantom(in MapRecord record) =>
        Broken(record, static record => $"the record {record} equals no VMA of any state of the read");

    private sealed record History(Region<bool> Reading, RecordSet Before, RecordSet Gone, RecordSet Undecided);
}
