namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>One operation as long as it can, then the next; at a few random points it is delayed.</summary>
internal sealed class DelayBoundingStrategy(int delays) : OrderedStrategy(delays)
{
    public override string Name => "delay-bounding";

    protected override int PlaceOfNew(int count) => count;
}
