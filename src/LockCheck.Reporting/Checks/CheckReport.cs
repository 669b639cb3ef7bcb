using LockCheck.Conformance.OnKernel;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Checks;

/// <summary>The outcome of one check: all that a report of it is made from.</summary>
public sealed record CheckReport
{
    /// <summary>Gets what was checked.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Gets the ids of the invariants that were checked, in order.</summary>
    public required IReadOnlyList<string> Checked { get; init; }

    /// <summary>Gets those of them that the reader promises to keep.</summary>
    public required IReadOnlyList<string> Promised { get; init; }

    /// <summary>Gets the tasks that there are beside the target's first; null if there are none.</summary>
    public TaskWorld? Tasks { get; init; }

    /// <summary>Gets how it was checked.</summary>
    public required CheckBounds Bounds { get; init; }

    /// <summary>Gets what the search says.</summary>
    public required SearchResult Result { get; init; }

    /// <summary>
    /// Gets what was found: failures first, a deadlock and then a run without an end behind the others, then
    /// observations. Measurements are not among them.
    /// </summary>
    public required IReadOnlyList<ReportedFinding> Findings { get; init; }

    /// <summary>Gets the tearing that was measured; null when nobody asked for it.</summary>
    public TearingReport? Tearing { get; init; }

    /// <summary>Gets what the user should know about how the scenario was put together, a line each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Gets the failures.</summary>
    public IEnumerable<ReportedFinding> Failures => Findings.Where(found => found.Finding.IsFailure);

    /// <summary>Gets the observations.</summary>
    public IEnumerable<ReportedFinding> Observations => Findings.Where(found => !found.Finding.IsFailure);

    /// <summary>
    /// Puts findings into the order of a report: the most serious first, then the shortest; measurements are left out.
    /// </summary>
    public static IReadOnlyList<Finding> Ordered(IEnumerable<Finding> findings) =>
    [
        .. findings
            .Where(finding => finding.Property?.Kind != PropertyKind.Measurement)
            .OrderBy(finding => finding.IsDeadlock ? 1 : finding.Property!.Kind switch
            {
                PropertyKind.Liveness => 2,
                PropertyKind.Observation => 3,
                _ => 0,
            })
            .ThenBy(finding => finding.Path.Count)
            .ThenBy(finding => finding.Property?.Id, StringComparer.Ordinal),
    ];
}

/// <summary>A finding, with its schedule if one was wanted.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Trace">Its explained run; null if nobody wants to see it.</param>
/// <param name="SchedulePath">Where its schedule was written, as the user gave the folder; null for nowhere.</param>
public sealed record ReportedFinding(Finding Finding, Trace? Trace = null, string? SchedulePath = null)
{
    /// <summary>Gets what became of it on the running kernel; null if nobody asked.</summary>
    public KernelReplay? OnKernel { get; init; }

    /// <summary>Gets the id of the property, or <c>deadlock</c>.</summary>
    public string Id => Finding.Property?.Id ?? ScheduleFile.Deadlock;

    /// <summary>Gets what the property says.</summary>
    public string Title => Finding.Property?.Title ?? "no thread can go on";

    /// <summary>Gets what it means: promise, crash, deadlock, liveness, observation or measurement.</summary>
    public string Kind => KindOf(Finding.Property);

    /// <summary>Gets how often another thread goes on in its schedule.</summary>
    public int ContextSwitches =>
        Finding.Path.Skip(1).Zip(Finding.Path).Count(pair => pair.First.Slot != pair.Second.Slot);

    /// <summary>Names what a broken property means; null stands for a deadlock.</summary>
    public static string KindOf(Property? property) => property?.Kind switch
    {
        null => ScheduleFile.Deadlock,
        PropertyKind.Promise => "promise",
        PropertyKind.Crash => "crash",
        PropertyKind.Measurement => "measurement",
        PropertyKind.Liveness => "liveness",
        _ => "observation",
    };
}

/// <summary>How a scenario was checked: the order of the search, and what might have cut it.</summary>
public sealed record CheckBounds
{
    /// <summary>Gets the number of random runs; null for a search over all states.</summary>
    public long? Sample { get; init; }

    /// <summary>Gets the seed of the random runs.</summary>
    public ulong Seed { get; init; }

    /// <summary>Gets how the random runs were drawn.</summary>
    public SamplingPlan Sampling { get; init; } = new();

    /// <summary>Gets whether the search went depth first.</summary>
    public bool DepthFirst { get; init; }

    /// <summary>Gets whether the search left out schedules by partial-order reduction.</summary>
    public bool ReducesLocalSteps { get; init; }

    /// <summary>Gets whether the search ended at the first failure.</summary>
    public bool StopAtFirst { get; init; }

    /// <summary>Gets the most preemptions of a run; null for no bound.</summary>
    public int? Preemptions { get; init; }

    /// <summary>Gets the most states; null for no bound.</summary>
    public long? MaxStates { get; init; }

    /// <summary>Gets the longest time; null for no bound.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Gets the most memory for states, in bytes.</summary>
    public long? MaxMemoryBytes { get; init; }
}
