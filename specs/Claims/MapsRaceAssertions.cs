using LockCheck.Specs.Invariants;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Claims;

/// <summary>
/// What tools/testing/selftests/proc/proc-maps-race.c asserts of two lines while the memory map changes (protocols.md
/// 7.1, assertions 1 to 3): l, the last line of the page that ends with the VMA which is changed, and f, the first line
/// of the next page. L and F are these lines before the change, L' and F' after it.
/// </summary>
/// <remarks>
/// The test compares the text of lines. L, F, L' and F' differ in their ranges already, so that ranges are compared
/// here: "l is L" means that it has the range of L.
/// </remarks>
public sealed class MapsRaceAssertions : Invariant
{
    private const string Writer = "maps-race-";

    private MapsRaceLines _lines;
    private int _page;
    private Region<Seen> _seen;

    /// <inheritdoc/>
    public override string Id => "maps-race";

    /// <inheritdoc/>
    public override string Title => "the lines at a page boundary are both as before a change, or both as after it";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Read | KernelEvent.Call | KernelEvent.Record;

    /// <inheritdoc/>
    public override void Configure(Scenario scenario, ReaderProtocol reader)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var at = scenario.Writers.FirstOrDefault(
            writer => writer.Writer.StartsWith(Writer, StringComparison.Ordinal));
        if (at.Writer is null || at.Vma + 1 >= scenario.Layout.Vmas.Length)
        {
            throw new ScenarioException(
                $"The assertions {Id} are about a VMA and the one behind it, and a writer {Writer}split, "
                + $"{Writer}resize or {Writer}remap that changes them. Choose one with --writer, and a VMA that is not "
                + "the last one with --at.");
        }

        var records = scenario.RecordsPerPage.Count;
        if (records is 0 or int.MaxValue || (at.Vma + 1) % records != 0)
        {
            throw new ScenarioException(
                $"The assertions {Id} need a page that ends with VMA {at.Vma}, and {scenario.RecordsPerPage} records "
                + $"a page make none. Take --records-per-page {at.Vma + 1}.");
        }

        _page = at.Vma / records;
        _lines = MapsRaceLines.Of(
            at.Writer[Writer.Length..], scenario.Layout.Vmas[at.Vma], scenario.Layout.Vmas[at.Vma + 1]);
    }

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _seen = layout.History<Seen>($"{Id} last line", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader) => _seen[reader] = default;

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error) => _seen[reader] = default;

    /// <inheritdoc/>
    public override void OnCallEnd(int reader, int result)
    {
        ref var seen = ref _seen[reader];
        if (seen.Pages <= _page)
        {
            seen.Pages++;
        }
    }

    /// <inheritdoc/>
    public override void OnRecord(int reader, in MapRecord record)
    {
        ref var seen = ref _seen[reader];
        if (seen.Pages == _page)
        {
            (seen.Start, seen.End) = (record.Start, record.End);
        }
        else if (seen.Pages == _page + 1)
        {
            Compare((seen.Start, seen.End), (record.Start, record.End));
            seen = default;
            seen.Pages = (ushort)(_page + 2);
        }
    }

    private void Compare((int Start, int End) last, (int Start, int End) first)
    {
        if (_lines.WhatIsWrong(last, first) is { } wrong)
        {
            Broken(
                (last, first, wrong),
                static facts => $"the lines {facts.last.Start}-{facts.last.End} and "
                    + $"{facts.first.Start}-{facts.first.End}: {facts.wrong}");
        }
    }

    /// <summary>How many pages a reader has seen, up to the one behind the boundary; and the last line.</summary>
    private struct Seen
    {
        public ushort Pages;
        public ushort Start;
        public ushort End;
    }
}
