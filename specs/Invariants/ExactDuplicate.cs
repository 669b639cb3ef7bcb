namespace LockCheck.Specs.Invariants;

/// <summary>
/// Code E of the matrix in protocols.md 6.1: "exact duplicate of the previous record", even after a real change. No
/// reader promises it; I5'' is the requirement.
/// </summary>
public sealed class ExactDuplicate : Invariant
{
    private Region<MapRecord> _last;

    /// <inheritdoc/>
    public override string Id => "E";

    /// <inheritdoc/>
    public override string Title => "no record equals the one before it, whatever was changed in between";

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Read | KernelEvent.Record;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _last = layout.History<MapRecord>("E last record", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) => _last[reader] = default;

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error) => _last[reader] = default;

    /// <inheritdoc/>
    public override void OnRecord(int reader, in MapRecord record)
    {
        ref var last = ref _last[reader];
        if (record.Shown == last)
        {
            Broken(record, static record => $"the record {record} equals the one before it");
        }

        last = record.Shown;
    }
}
