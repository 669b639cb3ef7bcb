using System.Globalization;

namespace LockCheck.Specs.Tearing;

/// <summary>
/// Measures the tearing that I7 bounds (protocols.md 4): the most states S_k that the records of one read() call come
/// from, the largest overlap of neighbouring records, and whether neighbours leave a false gap or a real one.
/// </summary>
/// <remarks>
/// Each number is a row of marks, properties of the kind <see cref="PropertyKind.Measurement"/>: the largest mark that
/// any run reaches is the number, and its schedule the shortest that reaches it. States are counted up to
/// <see cref="StatesMax"/> and overlaps up to <see cref="OverlapMax"/> pages; the last mark means "or more". Where
/// history had no room for all states of a call, the mark <see cref="Cut"/> says that the number may be larger.
/// <para>
/// Overlaps and gaps are those of neighbours in the whole read, as in I5 and I7; states are counted for each call.
/// </para>
/// </remarks>
public sealed class TearingMeasure : Kernel.Monitor
{
    /// <summary>The most states that are counted.</summary>
    public const int StatesMax = 8;

    /// <summary>The largest overlap that is measured, in pages.</summary>
    public const int OverlapMax = 16;

    private readonly bool _deliversUnlocked;
    private readonly List<Property> _properties = [];
    private Region<ushort> _lastStart;
    private Region<ushort> _lastEnd;
    private CallHistory? _calls;
    private GapPages? _gaps;

    /// <summary>Makes the measurement for a reader.</summary>
    /// <param name="firstIndex">The first property's bit in a step's report; as many follow as there are marks.</param>
    /// <param name="reader">The reader.</param>
    public TearingMeasure(int firstIndex, ReaderProtocol reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _deliversUnlocked = reader.DeliversUnlocked;
        for (var states = 2; states <= StatesMax; states++)
        {
            Mark(States(states), $"the records of one read() call come from at least {states} states");
        }

        for (var pages = 1; pages <= OverlapMax; pages++)
        {
            var noun = pages == 1 ? "page" : "pages";
            Mark(Overlap(pages), $"neighbouring records overlap by at least {pages} {noun}");
        }

        Mark(FalseGap, "neighbouring records leave out a page that was mapped throughout the read");
        Mark(RealGap, "neighbouring records leave out a page that was mapped for a part of the read");
        Mark(Cut, "a read() call sees more states than are kept: more may be needed for its records");

        void Mark(string id, string title) => _properties.Add(
            new Property(firstIndex + _properties.Count, id, title, PropertyKind.Measurement));
    }

    /// <summary>Gets the id of the mark of a false gap.</summary>
    public static string FalseGap => "tearing-false-gap";

    /// <summary>Gets the id of the mark of a real gap.</summary>
    public static string RealGap => "tearing-real-gap";

    /// <summary>Gets the id of the mark of a count that was ended for want of room.</summary>
    public static string Cut => "tearing-states-cut";

    /// <inheritdoc/>
    public override IReadOnlyList<Property> Properties => _properties;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => GapPages.Subscribes | CallHistory.Subscribes;

    /// <summary>The id of the mark of a number of states.</summary>
    /// <param name="states">From 2 to <see cref="StatesMax"/>.</param>
    /// <returns>The id.</returns>
    public static string States(int states) => string.Create(CultureInfo.InvariantCulture, $"tearing-states-{states}");

    /// <summary>The id of the mark of an overlap.</summary>
    /// <param name="pages">From 1 to <see cref="OverlapMax"/>.</param>
    /// <returns>The id.</returns>
    public static string Overlap(int pages) => string.Create(CultureInfo.InvariantCulture, $"tearing-overlap-{pages}");

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _lastStart = layout.History<ushort>("tearing start of the last record", model.ReaderCount);
        _lastEnd = layout.History<ushort>("tearing end of the last record", model.ReaderCount);
        _calls = new CallHistory(model, layout, "tearing", StatesMax, _deliversUnlocked, Told);
        _gaps = new GapPages(
            model,
            layout,
            "tearing",
            page => Reach(FalseGap, page, static page => $"page {page} was mapped throughout the read"),
            page => Reach(RealGap, page, static page => $"page {page} was mapped for a part of the read"));
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) => _gaps!.ReadBegin(reader);

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error)
    {
        _lastStart[reader] = 0;
        _lastEnd[reader] = 0;
        _gaps!.ReadEnd(reader, error);
    }

    /// <inheritdoc/>
    public override void OnCallBegin(int reader) => _calls!.CallBegin(reader);

    /// <inheritdoc/>
    public override void OnCallEnd(int reader, int result) => _calls!.CallEnd(reader);

    /// <inheritdoc/>
    public override void OnRecord(int reader, Mm mm, in MapRecord record)
    {
        ref var start = ref _lastStart[reader];
        ref var end = ref _lastEnd[reader];
        var overlap = Math.Min(end, record.End) - Math.Max(start, record.Start);
        if (overlap > 0)
        {
            var top = Math.Min(overlap, OverlapMax);
            ReachRow(StatesMax - 1, top, overlap, static pages => $"the overlap is {pages} pages");
        }

        start = record.Start;
        end = record.End;
        _gaps!.Record(reader, record);
        _calls!.Record(reader, mm, record);
    }

    /// <inheritdoc/>
    public override void OnWriteLocked(Mm mm)
    {
        _gaps!.WriteLocked();
        _calls!.WriteLocked();
    }

    /// <inheritdoc/>
    public override void OnCommit(Mm mm)
    {
        _gaps!.Commit();
        if (!_calls!.Commit())
        {
            Reach(Cut, CallStates.StatesMax, static most => $"more than {most} states matter");
        }
    }

    private void Told(int reader, int states, in MapRecord record)
    {
        if (states > 1)
        {
            ReachRow(0, states - 1, states, static states => $"the records of this read() call need {states} states");
        }
    }

    /// <summary>Reaches the first marks of a row; the trace speaks of the last of them.</summary>
    private void ReachRow(int first, int marks, int number, Func<int, string> why)
    {
        for (var mark = 0; mark < marks - 1; mark++)
        {
            Stepper.Current.Report(_properties[first + mark]);
        }

        Reach(_properties[first + marks - 1], number, why);
    }

    private void Reach(string id, int number, Func<int, string> why) =>
        Reach(_properties.First(property => property.Id == id), number, why);

    private static void Reach(Property property, int number, Func<int, string> why)
    {
        var stepper = Stepper.Current;
        stepper.Report(property);
        if (stepper.IsExplaining)
        {
            stepper.Explain($"! {property.Id}: {why(number)}");
        }
    }
}
