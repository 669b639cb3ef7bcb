using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Checks;
using LockCheck.Kernel.Traces;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>Compares what readers did at the events of a call with what the model's do at the same places.</summary>
internal sealed class PointComparison : IDisposable
{
    /// <summary>What differs where the kernel's call has other events than the model's has steps.</summary>
    public const string Events = "events of the writer";

    private readonly string _call;
    private readonly IReadOnlyList<PassedReader> _readers;
    private readonly List<ModelWriter> _models = [];
    private readonly int _shift;

    /// <summary>Makes the call in the model, once for each reader.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="readers">The readers.</param>
    /// <param name="call">The call in words.</param>
    /// <param name="window">The call in a small world of the model.</param>
    /// <param name="shift">How many events later the model is looked at; 0, but in a test.</param>
    public PointComparison(
        Catalogue catalogue, IReadOnlyList<PassedReader> readers, string call, TraceWindow window, int shift = 0)
    {
        (_call, _readers, _shift) = (call, readers, shift);
        foreach (var reader in readers)
        {
            _models.Add(new ModelWriter(catalogue, reader.Protocol, window));
        }
    }

    /// <summary>Gets at how many of the compared points the model allows only one thing.</summary>
    public int Certain { get; private set; }

    /// <summary>Compares what a reader did at an event.</summary>
    /// <param name="reader">The position of the reader.</param>
    /// <param name="events">All events of the call.</param>
    /// <param name="number">The event, from 1.</param>
    /// <param name="outcome">What the kernel's reader did.</param>
    /// <returns>Where they differ, or null.</returns>
    public KernelDifference? Compare(
        int reader, IReadOnlyList<HoldEvent> events, int number, ReaderOutcome outcome)
    {
        var model = _models[reader];
        var places = PausePlaces.Of(events, model.Steps);
        if (places.Difference is { } difference)
        {
            return new KernelDifference
            {
                What = Events,
                Where = $"{_call}, beside {_readers[reader].Protocol}: {difference}",
                Kernel = [.. events.Select(TextOf)],
                Model = [.. model.Steps.Select(step => step.Text)],
            };
        }

        var at = Math.Clamp(number - 1 + _shift, 0, events.Count - 1);
        var expected = model.OutcomesOf(places.Places[at]);
        if (expected.Contains(outcome))
        {
            Certain += expected.Count == 1 ? 1 : 0;
            return null;
        }

        return new KernelDifference
        {
            What = _readers[reader].Name,
            Where = string.Create(
                CultureInfo.InvariantCulture, $"{_call}, held at event {number}, {TextOf(events[number - 1])}"),
            Kernel = outcome.Lines,
            Model = [.. expected.SelectMany((one, position) => position == 0 ? one.Lines : ["or", .. one.Lines])],
        };
    }

    /// <summary>Frees the model's runs.</summary>
    public void Dispose() => _models.ForEach(model => model.Dispose());

    private static string TextOf(HoldEvent one) => one.Kind != HoldEventKind.TreeWrite ? one.Name
        : !one.IsMmTree ? $"{one.Name}, in a tree of its own"
        : string.Create(CultureInfo.InvariantCulture, $"{one.Name} of {one.Min:x}-{one.Max + 1:x}");
}
