using LockCheck.Engine;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>--strategy pct</c> promises.</summary>
public sealed record PctBoundJson
{
    public required int Threads { get; init; }

    public required int Steps { get; init; }

    public required int Depth { get; init; }

    public required double Probability { get; init; }

    internal static PctBoundJson? Of(PctBound? bound) => bound is null
        ? null
        : new()
        {
            Threads = bound.Threads,
            Steps = bound.Steps,
            Depth = bound.Depth,
            Probability = bound.Probability,
        };
}
