using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.PausedWriter;

/// <summary>A call that was held at one of its events.</summary>
/// <param name="Number">The event, from 1.</param>
/// <param name="Events">All events of the call, those behind the hold included.</param>
/// <param name="Outcomes">What the readers did meanwhile, in their order.</param>
/// <param name="Returned">What the call returned.</param>
internal sealed record HeldPoint(
    int Number, IReadOnlyList<HoldEvent> Events, IReadOnlyList<ReaderOutcome> Outcomes, long Returned)
{
    /// <summary>Gets the event.</summary>
    public HoldEvent Event => Events[Number - 1];
}
