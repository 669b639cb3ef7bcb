namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>Random priorities, and a few random points at which the first falls to the last place (PCT).</summary>
internal sealed class PrioritizationStrategy(int changes) : OrderedStrategy(changes)
{
    public override string Name => "prioritization";

    protected override int PlaceOfNew(int count) => Random.Next(count + 1);
}
