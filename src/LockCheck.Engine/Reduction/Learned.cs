namespace LockCheck.Engine;

/// <summary>What the passes of a reduced search hand on to one another.</summary>
internal sealed class Learned : IDisposable
{
    public Learned(LoadedModel model, ReductionRules rules)
    {
        Rules = rules;
        Footprints = new FootprintTable(model.Shape.FootprintBytes);
        Futures = new FutureTable(Footprints);
    }

    public ReductionRules Rules { get; }

    public FootprintTable Footprints { get; }

    public FutureTable Futures { get; }

    public KnownSteps Steps { get; } = new();

    public void Dispose() => Footprints.Dispose();
}
