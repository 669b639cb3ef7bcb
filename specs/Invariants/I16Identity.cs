namespace LockCheck.Specs.Invariants;

/// <summary>
/// I16, identity: "records of one task come from one mm (no exec/pid-reuse mixing with a stale cursor)".
/// (protocols.md 4.)
/// </summary>
/// <remarks>
/// Within one complete read, all records that are delivered for one tid come from one mm: that of the VMA shown. A
/// record from a second one breaks it, whatever the record says: the reader was led there by a cursor of the first mm,
/// and what lies below the cursor in the second is lost. This is also how to read I1 beside an exec, which holds the
/// old map's pages against nobody from there on: one mm is what I1 is about, and two of them are I16's business.
/// <para>
/// A cursor of an mm of which no record was delivered would do the same harm without a second mm among the records. No
/// reader has one: a cursor is written when a record has been shown, or when the next VMA found no room behind one.
/// A read that shows the second mm alone is one that began there, with no cursor, and is as it should be.
/// </para>
/// <para>
/// Where the maps of several tasks are listed, each is a read, and its one mm is that of the task. History is the mm of
/// the read's records. Where there is one target, its tid is that of all of them.
/// </para>
/// </remarks>
public sealed class I16Identity : Invariant
{
    private KernelModel? _model;
    private Region<Mm> _mms;

    /// <inheritdoc/>
    public override string Id => "I16";

    /// <inheritdoc/>
    public override string Title => "all records of one task come from one address space";

    /// <inheritdoc/>
    public override bool NeedsSecondMm => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Read | KernelEvent.Record;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        _mms = layout.History<Mm>("I16 mm of the records", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) =>
        _mms[reader] = _model!.ListsTaskMaps ? _model.MmListedBy(reader) : Mm.None;

    /// <inheritdoc/>
    public override void OnRecord(int reader, Mm mm, in MapRecord record)
    {
        ref var known = ref _mms[reader];
        if (known.IsNone)
        {
            known = mm;
        }
        else if (known != mm)
        {
            Broken(
                (record, mm, known),
                static facts => $"the record {facts.record} is of {facts.mm}, and earlier ones of the same task are of "
                    + $"{facts.known}");
        }
    }

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error) => _mms[reader] = Mm.None;
}
