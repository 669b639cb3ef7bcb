using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tearing;

namespace LockCheck.Specs.Invariants;

/// <summary>
/// I7, the sub-page tearing bound: "each record from some S_{k(i)} with k non-decreasing; adjacent records may disagree
/// only by: overlap as in I5' (overlap only if r_{i+1} is a later, larger version, s_{i+1} &lt; e_i &lt; e_{i+1}), or a
/// real gap (address not in W). Never an interior gap for a in W. This is the promise; whether it is kept is for the
/// model to say". (protocols.md 4.)
/// </summary>
/// <remarks>
/// Adjacent records are neighbours in the read, also across its read() calls. The states of a record are those of its
/// read() call: I3 takes any state of the read, but what only an earlier call could have seen is outdated when this one
/// delivers it. Of two calls the later one has the later states, so k ascends across calls by itself.
/// <para>
/// A reader that shows a VMA under the mmap_lock shows the present state, and k ascends by itself; for one that
/// <see cref="ReaderProtocol.DeliversUnlocked"/>, history is that of <see cref="CallHistory"/> without the numbers. How
/// bad the tearing gets within the bound is for <see cref="TearingMeasure"/> to say.
/// </para>
/// </remarks>
public sealed class I7TearingBound : Invariant
{
    private KernelModel? _model;
    private GapPages? _gaps;
    private CallHistory? _calls;
    private Region<ushort> _last;
    private bool _deliversUnlocked;

    /// <inheritdoc/>
    public override string Id => "I7";

    /// <inheritdoc/>
    public override string Title =>
        "tearing bound: states never go back, neighbours disagree by growth or by a real gap";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => GapPages.Subscribes | (_deliversUnlocked
        ? CallHistory.Subscribes
        : KernelEvent.None);

    /// <inheritdoc/>
    public override void Configure(Scenario scenario, ReaderProtocol reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _deliversUnlocked = reader.DeliversUnlocked;
    }

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        _last = layout.History<ushort>("I7 last record", model.ReaderCount);
        _gaps = new GapPages(model, layout, "I7", FalseGap);
        _calls = _deliversUnlocked
            ? new CallHistory(model, layout, "I7", limit: 1, deliversUnlocked: true, Told)
            : null;
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) => _gaps!.ReadBegin(reader);

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error)
    {
        _last[reader] = 0;
        _gaps!.ReadEnd(reader, error);
    }

    /// <inheritdoc/>
    public override void OnCallBegin(int reader) => _calls?.CallBegin(reader);

    /// <inheritdoc/>
    public override void OnCallEnd(int reader, int result) => _calls?.CallEnd(reader);

    /// <inheritdoc/>
    public override void OnRecord(int reader, Mm mm, in MapRecord record)
    {
        ref var last = ref _last[reader];
        if (record.Start < last && record.End <= last)
        {
            Broken(
                (last, record),
                static facts => $"the record {facts.record} overlaps the one before it, which ends at {facts.last}, "
                    + "and is no larger version of it");
        }

        last = record.End;
        _gaps!.Record(reader, record);
        if (_calls is not null)
        {
            _calls.Record(reader, mm, record);
        }
        else if (!CommittedMap.OfMm(_model!, mm).Contains(record))
        {
            Told(reader, CallStates.Impossible, record);
        }
    }

    /// <inheritdoc/>
    public override void OnWriteLocked(Mm mm)
    {
        _gaps!.WriteLocked();
        _calls?.WriteLocked();
    }

    /// <inheritdoc/>
    public override void OnCommit(Mm mm)
    {
        _gaps!.Commit();
        if (_calls?.Commit() == false)
        {
            throw new RoutineException(
                $"I7 has room for {CallStates.StatesMax} states of one read() call, and there are more that matter. "
                + "Usual cause: many rounds of a writer. Take fewer writers or rounds.");
        }
    }

    private void FalseGap(int page) =>
        Broken(page, static page => $"page {page} was mapped throughout the read and lies in a gap between neighbours");

    private void Told(int reader, int states, in MapRecord record)
    {
        if (states == CallStates.Impossible)
        {
            Broken(record, static record => $"the record {record} is from no state of this read() call that is as late "
                + "as those of the records before it");
        }
    }
}
