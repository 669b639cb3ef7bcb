namespace LockCheck.Specs.Invariants;

/// <summary>An invariant on two successive records of a read, decided by one page number of the earlier one.</summary>
public abstract class RecordOrder : Invariant
{
    private Region<ushort> _last;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Read | KernelEvent.Record;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _last = layout.History<ushort>($"{Id} last record", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) => _last[reader] = 0;

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error) => _last[reader] = 0;

    /// <inheritdoc/>
    public override void OnRecord(int reader, in MapRecord record)
    {
        ref var last = ref _last[reader];
        Compare(last, record);
        last = PageOf(record);
    }

    /// <summary>The page number that the next record is compared with.</summary>
    /// <param name="record">The record.</param>
    /// <returns>Its start or its end.</returns>
    protected abstract ushort PageOf(in MapRecord record);

    /// <summary>Reports a record that does not follow the last one.</summary>
    /// <param name="last">The last record's page number; 0 if there was none.</param>
    /// <param name="record">The record.</param>
    protected abstract void Compare(ushort last, in MapRecord record);
}
