namespace LockCheck.Engine;

/// <summary>What the passes of a reduced search hand on to one another.</summary>
internal sealed class Learned : IDisposable
{
    public Learned(LoadedModel model)
    {
        Footprints = new FootprintTable(model.Shape.FootprintBytes);
        Futures = new FutureTable(Footprints);
    }

    public FootprintTable Footprints { get; }

    public FutureTable Futures { get; }

    public void Dispose() => Footprints.Dispose();
}
