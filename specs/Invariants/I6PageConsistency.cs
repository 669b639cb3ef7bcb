namespace LockCheck.Specs.Invariants;

/// <summary>
/// I6, per-page consistency: "all records delivered by one read() come from one S_k". (protocols.md 4.)
/// </summary>
/// <remarks>
/// As long as no commit changes a VMA that this read() has reported, every record so far is in the present state. The
/// first commit that does freezes the page: the states common to its records all lie before that commit, and a further
/// record is in one of them only if its VMA was not changed since. So history is one bitmap a reader: the pages
/// reported, and once the page is frozen, the pages changed from the freezing section on; and one for the section that
/// is open. Commits count wherever the reader is, also while it has dropped its lock inside a read().
/// <para>
/// It is exact for records delivered under the mmap_lock, up to a VMA that is changed and changed back by later
/// commits: if such a VMA is reported in a frozen page, or if all the VMAs that froze a page are changed back before
/// its next record, then some state does have all the records, and the invariant is reported as broken all the same.
/// </para>
/// </remarks>
public sealed class I6PageConsistency : Invariant
{
    private KernelModel? _model;
    private Region<Page> _pages;
    private PageSet? _set;
    private PageSet? _section;

    private enum Page : byte
    {
        None,
        Consistent,
        Frozen,
    }

    /// <inheritdoc/>
    public override string Id => "I6";

    /// <inheritdoc/>
    public override string Title => "all records of one read() are VMAs of one state of the memory map";

    /// <inheritdoc/>
    public override KernelEvent Subscribes =>
        KernelEvent.Call | KernelEvent.Record | KernelEvent.Touched | KernelEvent.Commit;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        var pages = model.Settings.Layout.Pages;
        _pages = layout.History<Page>("I6 page", model.ReaderCount);
        _set = new PageSet(layout, "I6 pages reported or changed since", model.ReaderCount, pages);
        _section = new PageSet(layout, "I6 pages changed by the open section", 1, pages);
    }

    /// <inheritdoc/>
    public override void OnCallBegin(int reader) => _pages[reader] = Page.Consistent;

    /// <inheritdoc/>
    public override void OnCallEnd(int reader, int result)
    {
        _pages[reader] = Page.None;
        _set!.Clear(reader);
    }

    /// <inheritdoc/>
    public override void OnRecord(int reader, Mm mm, in MapRecord record)
    {
        // Nobody changes the second mm: what its records come from is one state.
        if (mm == Mm.Second)
        {
            return;
        }

        if (_pages[reader] == Page.Frozen)
        {
            if (_set!.Intersects(reader, record.Start, record.End))
            {
                Broken(record, static record =>
                    $"the record {record} and an earlier one of the same read() are in no common state");
            }
        }
        else if (_model!.HasLiveWriters())
        {
            _set!.Add(reader, record.Start, record.End);
        }
        else
        {
            // Nobody is left who could freeze the page.
            _set!.Clear(reader);
        }
    }

    /// <inheritdoc/>
    public override void OnTouched(int start, int end) => _section!.Add(0, start, end);

    /// <inheritdoc/>
    public override void OnCommit(Mm mm)
    {
        for (var reader = 0; reader < _pages.Count; reader++)
        {
            ref var page = ref _pages[reader];
            if (page == Page.Frozen)
            {
                _set!.UnionWith(reader, _section!, 0);
            }
            else if (page == Page.Consistent && _set!.Intersects(reader, _section!, 0))
            {
                page = Page.Frozen;
                _set.Assign(reader, _section!, 0);
            }
        }

        _section!.Clear(0);
    }
}
