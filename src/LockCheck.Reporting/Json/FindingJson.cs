using LockCheck.Reporting.Checks;

namespace LockCheck.Reporting.Json;

/// <summary>A broken promise, a crash, a deadlock or an observation.</summary>
public sealed record FindingJson
{
    public required string Property { get; init; }

    public required string Title { get; init; }

    public required string Kind { get; init; }

    public required int? Vma { get; init; }

    public required string? Schedule { get; init; }

    public required int Steps { get; init; }

    public required int ContextSwitches { get; init; }

    public required bool Shortest { get; init; }

    public required KernelReplayJson? OnKernel { get; init; }

    internal static FindingJson Of(ReportedFinding found, int? vma = null) => new()
    {
        Property = found.Id,
        Title = found.Title,
        Kind = found.Kind,
        Vma = vma,
        Schedule = found.SchedulePath,
        Steps = found.Finding.Path.Count,
        ContextSwitches = found.ContextSwitches,
        Shortest = found.Finding.IsShortest,
        OnKernel = KernelReplayJson.Of(found.OnKernel),
    };
}

/// <summary>One VMA as the writer's place.</summary>
public sealed record PlaceJson
{
    public required int Vma { get; init; }

    public required string? WhyNot { get; init; }

    public required string? Verdict { get; init; }

    public required string? CutBy { get; init; }

    public required IReadOnlyList<string> Broken { get; init; }

    public required IReadOnlyList<string> Observed { get; init; }

    public required long States { get; init; }

    internal static PlaceJson Of(PlaceOutcome place) => new()
    {
        Vma = place.Place.Vma,
        WhyNot = place.Place.WhyNot,
        Verdict = place.Report is { } report ? CheckJson.VerdictOf(report.Result.Verdict) : null,
        CutBy = place.Report?.Result.CutBy,
        Broken = [.. place.Report?.Failures.Select(found => found.Id) ?? []],
        Observed = [.. place.Report?.Observations.Select(found => found.Id) ?? []],
        States = place.Report?.Result.States ?? 0,
    };
}
