using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// Draws the calls of one long run, makes each on an array of pages too, and compares. It also hears what the kernel
/// tells the monitors: every VMA that a commit changed lies in the pages that were touched before.
/// </summary>
internal sealed class PageOracle(ulong seed, bool isMaximal, int kinds = 5) : Monitor
{
    private readonly HashSet<int> _touched = [];
    private RandomCalls _random = new(seed, kinds);
    private KernelModel? _model;
    private PageMap? _pages;
    private List<MapRecord> _committed = [];

    public override IReadOnlyList<Property> Properties => [];

    public override KernelEvent Subscribes => KernelEvent.Touched | KernelEvent.Commit;

    /// <summary>Gets the number of calls that were compared.</summary>
    public int Compared { get; private set; }

    public override void Attach(KernelModel model, VectorLayout layout)
    {
        _model = model;
        _random = new RandomCalls(seed, kinds);
        _pages = PageMap.Of(model.Settings.Layout, model.Names);
        _committed = [.. model.Settings.Layout.Vmas.Select(
            vma => new MapRecord((ushort)vma.Start, (ushort)vma.End, model.Names.AttributesOf(vma)))];
        Compared = 0;
    }

    public MemoryCall Draw() => _random.Next(_pages!);

    public void Compare(MemoryCall call, int error)
    {
        MapInvariants.Check();
        var expected = _pages!.Apply(call);
        Assert.True(expected == error, $"{call} returned {error} instead of {expected}: {MapText.Now()}");
        var actual = PageMap.Now();
        var page = _pages.FirstDifference(actual);
        Assert.True(
            page < 0, $"page {page} after {call}: {(page < 0 ? default : _pages[page])} is {MapText.Now()}");
        _pages = actual;
        if (isMaximal)
        {
            AssertMaximal(call);
        }

        Compared++;
    }

    public override void OnTouched(int start, int end) => _touched.UnionWith(Enumerable.Range(start, end - start));

    public override void OnCommit(Mm mm)
    {
        var map = CommittedMap.Now(_model!);
        var now = new List<MapRecord>();
        for (var position = 0; position < map.Count; position++)
        {
            now.Add(map[position]);
        }

        foreach (var changed in now.Except(_committed).Concat(_committed.Except(now)))
        {
            Assert.True(
                Enumerable.Range(changed.Start, changed.End - changed.Start).All(_touched.Contains),
                $"{changed} was changed, and only these pages were touched: {string.Join(' ', _touched.Order())}");
        }

        _committed = now;
        _touched.Clear();
    }

    /// <summary>No two neighbours could be one VMA.</summary>
    private void AssertMaximal(MemoryCall call)
    {
        for (var page = 1; page < _pages!.Count; page++)
        {
            var (one, other) = (_pages[page - 1], _pages[page]);
            var fits = one.Mapped && (one.Traits & 1) == 0 && other == one with
            {
                Offset = one.Offset + 1,
                AnonVma = one.AnonVma == 0 || other.AnonVma == 0 ? other.AnonVma : one.AnonVma,
            };
            Assert.True(
                !fits || VmaTree.Find(Mm.First, page - 1) == VmaTree.Find(Mm.First, page),
                $"two VMAs at page {page} could be one after {call}: {MapText.Now()}");
        }
    }
}
