using LockCheck.Conformance.Model;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Traces;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>
/// A call of the model that is stopped before each of its steps while a reader makes a full pass. Which steps there are
/// depends on the reader: where nobody takes per-VMA locks, theirs are not made.
/// </summary>
internal sealed class ModelWriter : IDisposable
{
    private readonly ModelRace _race;
    private readonly Dictionary<int, ReaderOutcome> _outcomes = [];

    /// <summary>Makes the call once, alone.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="reader">The reader; it makes no step here.</param>
    /// <param name="window">The call; one that can be played.</param>
    public ModelWriter(Catalogue catalogue, string reader, TraceWindow window)
    {
        _race = new ModelRace(catalogue, reader, window, RecordsPerPage.All, RwSemLevel.L1);
        var steps = new List<ModelStep>();
        while (_race.CanWrite)
        {
            steps.Add(ModelStep.Of(_race));
            _ = _race.Write(_ => true);
        }

        Steps = steps;
    }

    /// <summary>Gets the steps of the call. At place n, n of them are made.</summary>
    public IReadOnlyList<ModelStep> Steps { get; }

    /// <summary>What the reader may do while the writer stands somewhere between two places, both included.</summary>
    public IReadOnlyList<ReaderOutcome> OutcomesOf((int First, int Last) places) =>
    [
        .. Enumerable.Range(places.First, places.Last - places.First + 1).Select(OutcomeOf).Distinct(),
    ];

    /// <summary>Frees the run.</summary>
    public void Dispose() => _race.Dispose();

    private ReaderOutcome OutcomeOf(int place)
    {
        if (!_outcomes.TryGetValue(place, out var outcome))
        {
            _outcomes.Add(place, outcome = Run(place));
        }

        return outcome;
    }

    private ReaderOutcome Run(int place)
    {
        _race.Restart();
        if (place > 0)
        {
            var made = 0;
            _ = _race.Write(_ => ++made == place);
        }

        var isBlocked = !_race.ReadToEnd();
        if (isBlocked)
        {
            _ = _race.WriteToEnd();
            _ = _race.ReadToEnd();
        }

        return new ReaderOutcome(isBlocked, _race.Records);
    }
}
