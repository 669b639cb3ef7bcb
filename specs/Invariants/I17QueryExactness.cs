namespace LockCheck.Specs.Invariants;

/// <summary>
/// I17, query exactness: "PROCMAP_QUERY(a) returns covering VMA if a in W", where W are the addresses mapped throughout
/// the ioctl. (protocols.md 4.)
/// </summary>
/// <remarks>
/// That what is returned equals a VMA of some state is I3. Here an answer that does not cover the page is wrong, unless
/// the next VMA would do as well; and "there is none", or the next VMA, is wrong if the page was mapped in every state
/// of the ioctl. The rules for sections that are open at the beginning and at the end are those of I1. An ioctl that
/// returned another error has given no answer.
/// <para>
/// History is the page that each reader asks about, if it was mapped so far; and for all readers the pages that only
/// the commit of the open section can decide, and those that were mapped before it.
/// </para>
/// </remarks>
public sealed class I17QueryExactness : Invariant
{
    private KernelModel? _model;
    private Region<Question> _asked;
    private PageSet? _undecided;
    private PageSet? _beforeSection;

    /// <inheritdoc/>
    public override string Id => "I17";

    /// <inheritdoc/>
    public override string Title =>
        "a query for a page that is mapped throughout is answered with the VMA that covers it";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes =>
        KernelEvent.Query | KernelEvent.Record | KernelEvent.Commit | KernelEvent.WriteLock;

    private PageSet Undecided => _undecided!;

    private PageSet BeforeSection => _beforeSection!;

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        _asked = layout.History<Question>("I17 question", model.ReaderCount);
        _undecided = new PageSet(layout, "I17 pages to be decided", 1, model.Settings.Layout.Pages);
        _beforeSection = new PageSet(layout, "I17 pages before the section", 1, model.Settings.Layout.Pages);
    }

    /// <inheritdoc/>
    public override void OnQueryBegin(int reader, int page, bool orNext)
    {
        var isMapped = _model!.IsWriteSectionOpen()
            ? BeforeSection.Contains(0, page)
            : CommittedMap.Now(_model).Covers(page);
        _asked[reader] = new Question
        {
            Page = (ushort)page,
            TakesNext = orNext,
            IsMissed = isMapped,
        };
    }

    /// <inheritdoc/>
    public override void OnRecord(int reader, in MapRecord record)
    {
        ref var asked = ref _asked[reader];
        if (asked.Page >= record.Start && asked.Page < record.End)
        {
            asked.IsMissed = false;
        }
        else if (!asked.TakesNext)
        {
            Broken(
                (asked.Page, record),
                static facts => $"the answer {facts.record} does not cover page {facts.Page}");
        }
    }

    /// <inheritdoc/>
    public override void OnQueryEnd(int reader, int error)
    {
        var asked = _asked[reader];
        _asked[reader] = default;
        if (!asked.IsMissed || error is < 0 and not Errno.ENOENT)
        {
            return;
        }

        if (_model!.IsWriteSectionOpen())
        {
            Undecided.Add(0, asked.Page, asked.Page + 1);
        }
        else
        {
            Missed(asked.Page);
        }
    }

    /// <inheritdoc/>
    public override void OnWriteLocked(Mm mm) => BeforeSection.Assign(0, CommittedMap.Now(_model!));

    /// <inheritdoc/>
    public override void OnCommit(Mm mm)
    {
        BeforeSection.Clear(0);
        var map = CommittedMap.Now(_model!);
        for (var reader = 0; reader < _asked.Count; reader++)
        {
            ref var asked = ref _asked[reader];
            asked.IsMissed = asked.IsMissed && map.Covers(asked.Page);
        }

        Undecided.IntersectWith(0, map);
        if (!Undecided.IsEmpty(0))
        {
            Missed(Undecided.First(0));
            Undecided.Clear(0);
        }
    }

    private void Missed(int page) => Broken(
        page, static page => $"page {page} was mapped throughout the query, and the answer does not cover it");

    private struct Question
    {
        /// <summary>The page; 0 while nothing is asked.</summary>
        public ushort Page;
        public bool TakesNext;

        /// <summary>Whether it was mapped in every state so far, and is in no answer.</summary>
        public bool IsMissed;
    }
}
