using System.Globalization;
using LockCheck.Kernel;
using LockCheck.Kernel.Exact;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Recordings;
using LockCheck.Kernel.Traces;

namespace LockCheck.Conformance.Racing;

/// <summary>Some rounds of a cycle as a small world.</summary>
internal sealed class CycleWindow
{
    private readonly Dictionary<long, int> _pages = [];

    /// <summary>Plays the rounds on the plain address space.</summary>
    /// <exception cref="InvalidOperationException">The calls have no small world.</exception>
    public CycleWindow(RaceCycle cycle, int rounds)
    {
        var region = new RegionModel(ExactRules.Linux618, MergeSplit.LiveRegion.StartPage);
        foreach (var call in cycle.Setup)
        {
            _ = region.Make(call);
        }

        var recorder = new SpaceRecorder(region.Space);
        foreach (var call in cycle.Rounds(rounds))
        {
            Record(recorder, region, call);
        }

        var window = recorder.Window();
        Layout = window.Layout ?? throw new InvalidOperationException(
            $"The cycle {cycle.Name} has no small world: {window.WhyNot ?? "it changes nothing"}.");
        Calls = window.Calls;
        var addresses = new AddressMap(Layout);
        for (var page = 0; page <= Layout.Pages; page++)
        {
            if (addresses.RealAddress(page) is { } text && text[0] != '~')
            {
                var address = long.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                _ = _pages.TryAdd((address >> ExactSpace.PageShift) - MergeSplit.LiveRegion.StartPage, page);
            }
        }
    }

    /// <summary>Gets the map before the first call.</summary>
    public Layout Layout { get; }

    /// <summary>Gets the calls.</summary>
    public IReadOnlyList<ProgramCall> Calls { get; }

    /// <summary>A pair in model pages; null where it has an edge that the model does not have.</summary>
    public RecordPair? InModelPages(RecordPair pair) =>
        (pair.First is null || Has(pair.First.Value)) && (pair.Second is null || Has(pair.Second.Value))
            ? new RecordPair(InModelPages(pair.First), InModelPages(pair.Second))
            : null;

    private static void Record(SpaceRecorder recorder, RegionModel region, RegionCall call)
    {
        const long Start = MergeSplit.LiveRegion.StartPage;
        var text = call.ToString();
        void Make() => _ = region.Make(call);
        switch (call.Op)
        {
            case "mmap":
                recorder.Mmap(text, Start + call.Start, Start + call.End, Make);
                break;
            case "mremap":
                var to = call.To < 0 ? call.Start : call.To;
                recorder.Mremap(
                    text,
                    (Start + call.Start, Start + call.End),
                    (Start + to, Start + to + call.NewLength),
                    keeps: false,
                    Make);
                break;
            default:
                recorder.Other(call.Op, text, Make);
                break;
        }
    }

    private bool Has(RegionRecord record) => _pages.ContainsKey(record.Start) && _pages.ContainsKey(record.End);

    private RegionRecord? InModelPages(RegionRecord? record) =>
        record is { } at ? at with { Start = _pages[at.Start], End = _pages[at.End] } : null;
}
