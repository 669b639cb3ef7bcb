namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>Any enabled operation, with equal chances.</summary>
internal sealed class RandomStrategy : Strategy
{
    public override string Name => "random";

    public override bool IsFair => true;

    public override ControlledOperation Next(List<ControlledOperation> enabled, ControlledOperation current) =>
        enabled[Random.Next(enabled.Count)];
}
