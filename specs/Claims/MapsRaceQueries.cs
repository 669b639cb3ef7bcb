using LockCheck.Specs.Invariants;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Claims;

/// <summary>
/// What tools/testing/selftests/proc/proc-maps-race.c asserts of PROCMAP_QUERY while the memory map changes
/// (protocols.md 7.1, assertion 4). Queries for other pages are not looked at, nor are errors other than -ENOENT.
/// </summary>
/// <remarks>History is whether each reader asks about that page.</remarks>
public sealed class MapsRaceQueries : Invariant
{
    private const string Writer = "maps-race-";

    private MapsRaceAnswer _query;
    private Region<bool> _asks;

    /// <inheritdoc/>
    public override string Id => "map-query";

    /// <inheritdoc/>
    public override string Title =>
        "a query for a page that is changed is answered as before the change, or as after it";

    /// <inheritdoc/>
    public override bool IsOnRequest => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Query | KernelEvent.Record;

    /// <inheritdoc/>
    public override void Configure(Scenario scenario, ReaderProtocol reader)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var at = scenario.Writers.FirstOrDefault(
            writer => writer.Writer.StartsWith(Writer, StringComparison.Ordinal));
        _query = at.Writer is not null
            ? MapsRaceAnswer.Of(at.Writer[Writer.Length..], scenario.Layout.Vmas[at.Vma])
            : throw new ScenarioException(
                $"The assertion {Id} is about a VMA that a writer {Writer}split, {Writer}resize or {Writer}remap "
                + "changes. Choose one with --writer.");
    }

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _asks = layout.History<bool>($"{Id} asks", model.ReaderCount);
    }

    /// <inheritdoc/>
    public override void OnQueryBegin(int reader, int page, bool orNext) => _asks[reader] = page == _query.Page;

    /// <inheritdoc/>
    public override void OnRecord(int reader, in MapRecord record)
    {
        if (_asks[reader] && !_query.Takes((record.Start, record.End)))
        {
            Broken(record, static record => $"assertion 4, the answer is {record}");
        }
    }

    /// <inheritdoc/>
    public override void OnQueryEnd(int reader, int error)
    {
        if (_asks[reader] && error == Errno.ENOENT)
        {
            Broken("assertion 4, the answer is that there is no VMA");
        }

        _asks[reader] = false;
    }
}
