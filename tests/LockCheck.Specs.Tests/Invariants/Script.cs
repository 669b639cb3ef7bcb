using System.Globalization;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tearing;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// A reader that raises its events by hand, to put one invariant into a certain position; and at most one writer.
/// </summary>
internal static class Script
{
    public const string Layout = "0-4r 4-8w 8-12r";

    /// <summary>Prot of a record: read 1, write 2.</summary>
    public const byte R = 1;
    public const byte W = 2;

    private static KernelEvents Events => KernelModel.Current.Events;

    /// <summary>
    /// Runs a script under every schedule; tells whether the invariant was broken in one of them. Schedules in which
    /// the reader waits for what has passed are no runs.
    /// </summary>
    public static bool Breaks(
        string id,
        Func<Routine> read,
        Func<Routine<int>>? write = null,
        bool deliversUnlocked = false,
        Faults faults = Faults.None,
        string layout = Layout,
        bool reportsParts = false)
    {
        var parsed = LayoutText.Parse(layout);
        var invariant = Check.Known.NewInvariant(id);
        var reader = new ScriptedReader(read, deliversUnlocked, reportsParts);
        invariant.Bind(Property.FirstOfModel, promised: true);
        invariant.Configure(new Scenario { Reader = reader.Name, Layout = parsed }, reader);
        var result = Search(invariant, read, write, faults, parsed);
        Assert.True(result.TerminalStates > 0 || Has(result, id), "the script never runs to its end");
        return Has(result, id);
    }

    /// <summary>
    /// Runs a script under every schedule, and measures its tearing: such as <c>states-2, overlap-0, real-gap</c>.
    /// </summary>
    public static string Tears(
        Func<Routine> read,
        Func<Routine<int>>? write = null,
        bool deliversUnlocked = false,
        string layout = Layout)
    {
        var measure = new TearingMeasure(Property.FirstOfModel, new ScriptedReader(read, deliversUnlocked));
        var result = Search(measure, read, write, Faults.None, LayoutText.Parse(layout));
        Assert.True(result.TerminalStates > 0, "the script never runs to its end");
        var marks = result.Findings.Where(found => found.Property is not null).Select(found => found.Property!.Id)
            .Select(id => id.Replace("tearing-", string.Empty, StringComparison.Ordinal))
            .ToList();
        return string.Join(", ", marks.Where(mark => mark.EndsWith("gap", StringComparison.Ordinal))
            .Prepend($"overlap-{Highest("overlap-", 0)}")
            .Prepend($"states-{Highest("states-", 1)}")
            .Concat(Has(result, TearingMeasure.Cut) ? ["cut"] : []));

        int Highest(string row, int least) => marks
            .Where(mark => mark.StartsWith(row, StringComparison.Ordinal))
            .Select(mark => int.TryParse(mark[row.Length..], CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Append(least)
            .Max();
    }

    /// <summary>A step of its own that opens the file.</summary>
    public static async Routine Open()
    {
        await Step.At("open");
        Begin();
    }

    /// <summary>Opens the file in the running step: t0.</summary>
    public static void Begin() => Events.ReadBegin();

    public static void Report(int start, int end, byte prot) =>
        Events.Record(new MapRecord((ushort)start, (ushort)end, new VmaAttributes(start, 0, 0, prot, 0)));

    public static void Close(int error = 0) => Events.ReadEnd(error);

    public static void CallBegin() => Events.CallBegin();

    public static void CallEnd(int result) => Events.CallEnd(result);

    public static void Iterator(IteratorCall call) => Events.Iterator(call);

    /// <summary>Waits until the writer is about to do something, and blocks for ever if it never is.</summary>
    public static Pending<None> WriterIsAt(Place place) => Step.Until($"the writer is at {place}", new AtPlace(place));

    /// <summary>A writer that lives as long as the reader: while it does, anything might still be changed.</summary>
    public static async Routine<int> Outlive()
    {
        await Step.Until("the reader has ended", default(ReaderHasEnded));
        return 0;
    }

    private static SearchResult Search(
        Kernel.Monitor monitor,
        Func<Routine> read,
        Func<Routine<int>>? write,
        Faults faults,
        Kernel.Layouts.Layout layout)
    {
        var result = Explorer.Search(new KernelModel(new KernelSettings
        {
            Layout = layout,
            Actors = write is null
                ? [new ReaderActor("reader", read)]
                : [new ReaderActor("reader", read), new WriterActor("writer", write, times: 1)],
            Monitors = [monitor],
            Faults = faults,
            SpareVmas = 12,
        }));
        Assert.DoesNotContain(result.Findings, finding => finding.Property == Property.Exception);
        return result;
    }

    private static bool Has(SearchResult result, string id) =>
        result.Findings.Any(finding => finding.Property?.Id == id);

    private readonly struct AtPlace(Place place) : ICondition
    {
        private readonly Place _place = place;

        public bool Holds(StateView state)
        {
            var pending = state.PendingOf(ThreadId.Of(1));
            return _place switch
            {
                Place.Downgrade => pending.StartsWith("mmap_write_downgrade", StringComparison.Ordinal),
                Place.FreeVmas => pending.StartsWith("free the VMAs", StringComparison.Ordinal),
                Place.TreeStore => pending.StartsWith("tree store", StringComparison.Ordinal),
                Place.WriteUnlock => pending.StartsWith("mmap_write_unlock", StringComparison.Ordinal),
                _ => pending.Length == 0,
            };
        }
    }

    private readonly struct ReaderHasEnded : ICondition
    {
        public bool Holds(StateView state) => state.PendingOf(ThreadId.Of(0)).Length == 0;
    }

    private sealed class ScriptedReader(Func<Routine> read, bool deliversUnlocked, bool reportsParts = false)
        : ReaderProtocol
    {
        public override string Name => "script";

        public override string Summary => "a reader that raises its events by hand";

        public override IReadOnlyList<string> Promises => [];

        public override bool DeliversUnlocked => deliversUnlocked;

        public override bool ReportsParts => reportsParts;

        public override Routine Run() => read();
    }
}

/// <summary>What a writer is about to do.</summary>
internal enum Place : byte
{
    /// <summary>Nothing: it has ended.</summary>
    Ended,

    /// <summary>mmap_write_downgrade.</summary>
    Downgrade,

    /// <summary>The objects are freed.</summary>
    FreeVmas,

    /// <summary>A store into the tree.</summary>
    TreeStore,

    /// <summary>mmap_write_unlock.</summary>
    WriteUnlock,
}
