using System.Globalization;
using LockCheck.Engine;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Coyote;

/// <summary>What a trace is a run of: the test that wrote it, or a schedule that it was made of.</summary>
public sealed record CoyoteSubject
{
    /// <summary>The general test, whose scenario the environment names.</summary>
    public const string GeneralTest = "Scenario";

    /// <summary>What the names of tests end with in which each thread is an actor.</summary>
    public const string ActorsSuffix = "__actors";

    /// <summary>Gets the scenarios among which the run chooses first; often one.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>Gets whether each thread is an operation of its own.</summary>
    public required bool IsOfActors { get; init; }

    /// <summary>
    /// Gets what the test fails by, given an id and whether it is a failure of <c>lockcheck check</c>. At the first
    /// such step Coyote stops.
    /// </summary>
    public Func<string, bool, bool> FailsBy { get; init; } = (_, isFailure) => isFailure;

    /// <summary>Gets whether that is known of the test, and not assumed.</summary>
    public bool IsOfClaim { get; private init; }

    /// <summary>Gets the id that goes before others that the same step breaks.</summary>
    internal string? Recorded { get; init; }

    /// <summary>Gets the schedule that the trace was made of; null when Coyote found it.</summary>
    internal OriginalSchedule? Origin { get; init; }

    /// <summary>A run of a scenario that the user names.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="recorded">The id of what a schedule of the scenario breaks; null when there is none.</param>
    /// <returns>The subject.</returns>
    public static CoyoteSubject Of(CoyoteTrace trace, Scenario scenario, string? recorded = null) => new()
    {
        Scenarios = [scenario],
        IsOfActors = IsActors(trace),
        FailsBy = (id, isFailure) => recorded is null ? isFailure : id == recorded,
        Recorded = recorded,
    };

    /// <summary>What the trace itself says it is a run of.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="catalogue">What there is.</param>
    /// <returns>The subject; null when the trace is one of the general test, or of none that is known.</returns>
    /// <exception cref="CoyoteTraceException">The trace names a schedule, and not as it is written.</exception>
    public static CoyoteSubject? Of(CoyoteTrace trace, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Origin is { } origin)
        {
            var schedule = OriginalSchedule.Read(trace.Name, origin);
            return Of(trace, schedule.Scenario, schedule.Breaks) with { Origin = schedule };
        }

        var name = MethodOf(trace);
        var isOfActors = name.EndsWith(ActorsSuffix, StringComparison.Ordinal);
        name = isOfActors ? name[..^ActorsSuffix.Length] : name;
        var claim = ClaimNames.All(catalogue).FirstOrDefault(known => known.Name == name).Claim;
        return claim is null ? null : new CoyoteSubject
        {
            Scenarios = claim.ScenariosOf(catalogue),
            IsOfActors = isOfActors,
            FailsBy = (id, _) => claim.Expected!.IsFailedBy(id),
            IsOfClaim = true,
        };
    }

    /// <summary>The test's method: Coyote takes the end of a full name too.</summary>
    private static string MethodOf(CoyoteTrace trace) =>
        trace.TestName[(trace.TestName.LastIndexOf('.') + 1)..];

    /// <summary>
    /// By the name of the test; where a user gave it, by the operations: are there others than the main one?
    /// </summary>
    private static bool IsActors(CoyoteTrace trace) =>
        MethodOf(trace) is var name && (name.EndsWith(ActorsSuffix, StringComparison.Ordinal)
            || (name != GeneralTest
                && trace.Steps.Any(step => step.Operation != 0 || step is SchedulingStep { Next: not 0 })));
}
