namespace LockCheck.Specs.Invariants;

/// <summary>
/// I13, reader termination, of which the strong form is "at most (address-space pages) steps under infinitely many"
/// writer operations. (protocols.md 4.) Here it is one of safety: a read delivers no more records than there are pages.
/// </summary>
/// <remarks>
/// A reader whose records end in ascending order (I4) keeps it. One that breaks it has delivered two records with one
/// end, so that it has come back to where it was, and the writer is left with all it needs to bring that about again:
/// one turn of a cycle, whose repetition takes a writer that never ends. A reader that retries without delivering
/// anything is not noticed. History is the number of records of a read.
/// </remarks>
public sealed class I13RecordBound : Invariant
{
    private Region<ushort> _records;
    private int _pages;

    /// <inheritdoc/>
    public override string Id => "I13";

    /// <inheritdoc/>
    public override string Title => "a read delivers no more records than the address space has pages";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Read | KernelEvent.Record;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _pages = model.Settings.Layout.Pages;
        _records = layout.History<ushort>("I13 records", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) => _records[reader] = 0;

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error) => _records[reader] = 0;

    /// <inheritdoc/>
    public override void OnRecord(int reader, in MapRecord record)
    {
        // Counted no further: that it is broken is known.
        if (_records[reader] == _pages)
        {
            Broken((Pages: _pages, record), static facts =>
                $"the record {facts.record} is one more than the {facts.Pages} pages of the address space");
            return;
        }

        _records[reader]++;
    }
}
