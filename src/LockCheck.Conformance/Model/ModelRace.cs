using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Traces;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Conformance.Model;

/// <summary>
/// One run of a reader of the model against the calls of a window, driven from outside: what the kernel is to show when
/// a reader and a writer are let go at the same places.
/// </summary>
public sealed class ModelRace : IDisposable
{
    private const int ReaderSlot = 0;
    private const int WriterSlot = 1;

    private readonly RecordTap _tap = new();
    private readonly AddressMap _addresses;
    private readonly LoadedModel _loaded;
    private Walk _walk;

    /// <summary>Begins a run.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="reader">The reader's name.</param>
    /// <param name="window">The map and the calls; one that can be played.</param>
    /// <param name="recordsPerPage">How many records fit into a page of the reader's buffer.</param>
    /// <param name="rwSem">How much of the mmap_lock is modelled.</param>
    /// <exception cref="ArgumentException">The window has no small world.</exception>
    /// <exception cref="UnknownNameException">There is no such reader.</exception>
    public ModelRace(
        Catalogue catalogue,
        string reader,
        TraceWindow window,
        RecordsPerPage recordsPerPage,
        RwSemLevel rwSem = RwSemLevel.L1)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(window);
        var layout = window.Layout ?? throw new ArgumentException(
            $"The calls have no small world: {window.WhyNot ?? "they change nothing"}.", nameof(window));
        var built = new Scenario
        {
            Reader = reader,
            Calls = window.Calls,
            Layout = layout,
            RecordsPerPage = recordsPerPage,
            RwSem = rwSem,
            Invariants = [],
        }.Build(catalogue);
        _addresses = new AddressMap(layout);
        _loaded = LoadedModel.Load(new KernelModel(built.Settings with { Monitors = [_tap] }));
        _walk = new Walk(_loaded);
    }

    /// <summary>Gets what the reader has delivered so far.</summary>
    public IReadOnlyList<ShownVma> Records => [.. _tap.Records.Select(Shown)];

    /// <summary>Gets how many read() calls of the reader have ended.</summary>
    public int CallsEnded => _tap.CallsEnded;

    /// <summary>Gets the error with which the read has ended, 0 for none; null if it has not.</summary>
    public int? EndedWith => _tap.EndedWith;

    /// <summary>Gets whether the reader can make a step.</summary>
    public bool CanRead => CanStep(ReaderSlot);

    /// <summary>Gets whether the writer can make a step.</summary>
    public bool CanWrite => CanStep(WriterSlot);

    /// <summary>Gets what the reader is about to do; empty when it has ended.</summary>
    public string ReaderIsAt => IsAt(ReaderSlot);

    /// <summary>Gets what the writer is about to do; empty when it has ended.</summary>
    public string WriterIsAt => IsAt(WriterSlot);

    /// <summary>Lets the reader go.</summary>
    /// <param name="until">Asked after each step: whether it is far enough.</param>
    /// <returns>Whether it got there; false where it ended or was blocked before.</returns>
    public bool Read(Func<ModelRace, bool> until) => Run(ReaderSlot, until);

    /// <summary>Lets the reader go to its end.</summary>
    /// <returns>Whether it got there; false where it is blocked.</returns>
    public bool ReadToEnd() => Run(ReaderSlot, race => race.ReaderIsAt.Length == 0);

    /// <summary>Lets the writer go.</summary>
    /// <param name="until">Asked after each step: whether it is far enough.</param>
    /// <returns>Whether it got there; false where it ended or was blocked before.</returns>
    public bool Write(Func<ModelRace, bool> until) => Run(WriterSlot, until);

    /// <summary>Lets the writer make all of its calls.</summary>
    /// <returns>Whether it got there; false where it is blocked.</returns>
    public bool WriteToEnd() => Run(WriterSlot, race => race.WriterIsAt.Length == 0);

    /// <summary>The address of an edge: every edge of a window's layout has one.</summary>
    /// <param name="page">The page of the model that begins there.</param>
    public ulong AddressOf(int page) => ulong.Parse(
        _addresses.RealAddress(page)!.TrimStart('~'),
        System.Globalization.NumberStyles.AllowHexSpecifier,
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Begins anew: neither has made a step, and nothing is delivered.</summary>
    public void Restart()
    {
        _walk.Dispose();
        _tap.Clear();
        _walk = new Walk(_loaded);
    }

    /// <summary>Frees the state.</summary>
    public void Dispose() => _walk.Dispose();

    private bool Run(int slot, Func<ModelRace, bool> until)
    {
        while (CanStep(slot))
        {
            _ = _walk.Step(ThreadId.Of(slot), _ => 0);
            if (until(this))
            {
                return true;
            }
        }

        return until(this);
    }

    private bool CanStep(int slot) => !_walk.IsOver && _walk.View.IsEnabled(ThreadId.Of(slot));

    private string IsAt(int slot) => _walk.View.PendingOf(ThreadId.Of(slot));

    private ShownVma Shown(MapRecord record) =>
        new(AddressOf(record.Start), AddressOf(record.End), record.Attributes.Prot);
}
