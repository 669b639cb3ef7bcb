namespace LockCheck.Specs.Invariants;

/// <summary>
/// I5'', no exact duplicate: "r_{i+1} != r_i without an intervening change of that VMA". (protocols.md 4.)
/// </summary>
/// <remarks>
/// History is the last record, which is forgotten as soon as a commit changes its VMA: then anything may follow. A VMA
/// that was changed and changed back has been changed. Changes count from their commit on.
/// </remarks>
public sealed class I5SecondNoExactDuplicate : Invariant
{
    private Region<MapRecord> _last;
    private Region<bool> _isTouched;
    private Region<Mm> _mms;
    private KernelModel? _model;

    /// <inheritdoc/>
    public override string Id => "I5''";

    /// <inheritdoc/>
    public override string Title => "no record is repeated unless its VMA was changed in between";

    /// <inheritdoc/>
    public override KernelEvent Subscribes =>
        KernelEvent.Read | KernelEvent.Record | KernelEvent.Touched | KernelEvent.Commit;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        _last = layout.History<MapRecord>("I5'' last record", model.ReaderCount);
        _isTouched = layout.History<bool>("I5'' last record is being changed", model.ReaderCount);
        _mms = layout.History<Mm>("I5'' mm of the last record", model.HasSecondMm ? model.ReaderCount : 0);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) => Forget(reader);

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error) => Forget(reader);

    /// <inheritdoc/>
    public override void OnRecord(int reader, Mm mm, in MapRecord record)
    {
        var isOfOther = _mms.Count != 0 && _mms[reader] != mm;
        if (record.Shown == _last[reader] && !isOfOther)
        {
            Broken(record, static record => $"the record {record} is repeated, and its VMA was not changed in between");
        }

        _last[reader] = record.Shown;
        _isTouched[reader] = false;
        if (_mms.Count != 0)
        {
            _mms[reader] = mm;
        }
    }

    /// <inheritdoc/>
    public override void OnTouched(int start, int end)
    {
        for (var reader = 0; reader < _last.Count; reader++)
        {
            ref var last = ref _last[reader];
            _isTouched[reader] |= last.Start < end && start < last.End;
        }
    }

    /// <inheritdoc/>
    public override void OnCommit(Mm mm)
    {
        for (var reader = 0; reader < _last.Count; reader++)
        {
            // A section that was open when the record was delivered may have touched the VMA before.
            if (_isTouched[reader] || !Map(reader).Contains(_last[reader]))
            {
                Forget(reader);
            }
        }
    }

    private CommittedMap Map(int reader) => CommittedMap.OfMm(_model!, _mms.Count != 0 ? _mms[reader] : Mm.First);

    private void Forget(int reader)
    {
        _last[reader] = default;
        _isTouched[reader] = false;
        if (_mms.Count != 0)
        {
            _mms[reader] = Mm.None;
        }
    }
}
