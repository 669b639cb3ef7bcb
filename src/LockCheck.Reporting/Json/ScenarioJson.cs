using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Text;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Json;

/// <summary>What was checked.</summary>
public sealed record ScenarioJson
{
    public required string Reader { get; init; }

    public required int Readers { get; init; }

    public required IReadOnlyList<WriterJson> Writers { get; init; }

    public required IReadOnlyList<string> Calls { get; init; }

    public required int Repeat { get; init; }

    public required bool Undo { get; init; }

    public required string Layout { get; init; }

    public required int Vmas { get; init; }

    public required string RecordsPerPage { get; init; }

    public required string Rwsem { get; init; }

    public required IReadOnlyList<string> Faults { get; init; }

    public required IReadOnlyList<string> Checked { get; init; }

    public required IReadOnlyList<string> Promised { get; init; }

    internal static ScenarioJson Of(
        Scenario scenario, IEnumerable<string> checkedIds, IEnumerable<string> promised) => new()
    {
        Reader = scenario.Reader,
        Readers = scenario.Readers,
        Writers = [.. scenario.Writers.Select(at => new WriterJson { Name = at.Writer, Vma = at.Vma })],
        Calls = [.. scenario.Calls.Select(ProgramCallText.Print)],
        Repeat = scenario.Repeat,
        Undo = scenario.Undoes,
        Layout = LayoutText.Print(scenario.Layout),
        Vmas = scenario.Layout.Vmas.Length,
        RecordsPerPage = scenario.RecordsPerPage.ToString(),
        Rwsem = scenario.RwSem.ToString(),
        Faults = scenario.Faults == Kernel.Faults.None ? [] : ScenarioHead.TextOf(scenario.Faults).Split(", "),
        Checked = [.. InvariantOrder.Sorted(scenario.ChecksAlone ? checkedIds.Append(Property.Alone.Id) : checkedIds)],
        Promised = [.. InvariantOrder.Sorted(promised)],
    };
}

/// <summary>A writer and the VMA that it works on; null for each in turn.</summary>
public sealed record WriterJson
{
    public required string Name { get; init; }

    public required int? Vma { get; init; }
}

/// <summary>What bounded the search.</summary>
public sealed record BoundsJson
{
    public required bool Exhaustive { get; init; }

    public required long? Sample { get; init; }

    public required ulong? Seed { get; init; }

    public required string? Strategy { get; init; }

    public required int? StrategyDepth { get; init; }

    public required bool DepthFirst { get; init; }

    public required string? Reduction { get; init; }

    public required bool StopAtFirst { get; init; }

    public required int? Preemptions { get; init; }

    public required long? MaxStates { get; init; }

    public required double? MaxSeconds { get; init; }

    public required long? MaxMemoryBytes { get; init; }

    internal static BoundsJson Of(CheckBounds bounds) => new()
    {
        Exhaustive = bounds.Sample is null,
        Sample = bounds.Sample,
        Seed = bounds.Sample is null ? null : bounds.Seed,
        Strategy = bounds.Sample is null ? null : SamplingText.NameOf(bounds.Sampling.Strategy),
        StrategyDepth = bounds is { Sample: not null, Sampling.Strategy: SamplingStrategy.Pct }
            ? bounds.Sampling.Depth
            : null,
        DepthFirst = bounds.DepthFirst,
        Reduction = bounds.ReducesLocalSteps ? "por" : null,
        StopAtFirst = bounds.StopAtFirst,
        Preemptions = bounds.Preemptions,
        MaxStates = bounds.MaxStates,
        MaxSeconds = bounds.MaxTime?.TotalSeconds,
        MaxMemoryBytes = bounds.MaxMemoryBytes,
    };
}
