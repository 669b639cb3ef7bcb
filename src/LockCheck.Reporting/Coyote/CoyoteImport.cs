using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Coyote;

/// <summary>A run that Coyote recorded, as a finding of LockCheck's.</summary>
public sealed record CoyoteImport
{
    /// <summary>Gets the scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Gets what is broken at the end of the run.</summary>
    public required Finding Finding { get; init; }

    /// <summary>Gets the explained run.</summary>
    public required Trace Run { get; init; }

    /// <summary>Gets the schedule.</summary>
    public required ScheduleFile Schedule { get; init; }

    /// <summary>Follows a trace through its model.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="subject">What the trace is a run of.</param>
    /// <param name="catalogue">What there is.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="CoyoteTraceException">No test of LockCheck's writes such a trace.</exception>
    /// <exception cref="DivergenceException">The model goes another way, or nothing is broken at the end.</exception>
    public static CoyoteImport Of(CoyoteTrace trace, CoyoteSubject subject, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(catalogue);
        var first = 0;
        if (!subject.IsOfActors)
        {
            OracleRun.RequirePrologue(trace);
            first = OracleRun.Prologue;
        }

        var index = 0;
        if (subject.Scenarios.Count > 1 && TraceMistakes.TryTake(
            trace, first++, 0, subject.Scenarios.Count, $"among {subject.Scenarios.Count} scenarios", out index)
            is { } problem)
        {
            throw problem;
        }

        var scenario = subject.Scenarios[index];
        var model = LoadedModel.Load(scenario.Build(catalogue));
        using var run = TracedRun.Of(
            trace,
            first,
            subject.IsOfActors,
            new Walk(model, scenario.Alone),
            subject.Origin?.Steps ?? int.MaxValue);
        var (property, steps) = EndOf(run, subject, trace);
        var finding = new Finding(property, [.. run.Path.Take(steps)], subject.Origin?.IsShortest ?? false);
        return Make(scenario, finding, subject, model, trace);
    }

    private static CoyoteImport Make(
        Scenario scenario, Finding finding, CoyoteSubject subject, LoadedModel model, CoyoteTrace trace)
    {
        var explained = Trace.Of(model, finding.Path);
        var schedule = ScheduleFile.From(
            explained,
            finding,
            subject.Origin?.About ?? FindingText.About(ScenarioText.Who(scenario), finding.Property),
            ScheduleHead.Of(scenario, finding.Property));
        if (subject.Origin is { } origin && schedule.Digest != origin.Digest)
        {
            throw new CoyoteTraceException(
                $"{trace.Name} is not as it was exported: the digest of its schedule is {schedule.Digest}, and "
                + $"`LockCheck` in the file says {origin.Digest}. Usual cause: an edit by hand, or another version of "
                + "LockCheck. Export the schedule again; or name the scenario of an edited trace with --scenario or "
                + "--like.");
        }

        return new CoyoteImport { Scenario = scenario, Finding = finding, Run = explained, Schedule = schedule };
    }

    /// <summary>
    /// What is broken where Coyote stopped: at the first step behind the last decision that fails the test; where there
    /// is none, what else is broken last.
    /// </summary>
    private static (Property? Property, int Steps) EndOf(TracedRun run, CoyoteSubject subject, CoyoteTrace trace)
    {
        if (subject.IsOfClaim && run.Broken.Any(broken => broken.Step < run.DecidedAt && Fails(broken.Property)))
        {
            throw NothingBroken(run, subject, trace);
        }

        var ends = run.Broken
            .Where(broken => broken.Step >= run.DecidedAt)
            .Select(broken => (Property: (Property?)broken.Property, broken.Step))
            .Concat(run.IsDeadlock ? [(Property: (Property?)null, Step: run.Length)] : [])
            .Where(end => subject.Origin is not { } origin
                || (IdOf(end.Property) == origin.Breaks && end.Step == origin.Steps))
            .OrderBy(end => Fails(end.Property) ? end.Step : int.MaxValue)
            .ThenByDescending(end => end.Step)
            .ThenBy(end => IdOf(end.Property) == subject.Recorded ? 0 : end.Property switch
            {
                { IsFailure: true } => 1,
                null => 2,
                { Kind: PropertyKind.Observation } => 3,
                _ => 4,
            })
            .ThenBy(end => IdOf(end.Property), StringComparer.Ordinal)
            .ToList();
        return ends.Count > 0 ? ends[0] : throw NothingBroken(run, subject, trace);

        bool Fails(Property? property) => subject.FailsBy(IdOf(property), property is null or { IsFailure: true });
    }

    private static DivergenceException NothingBroken(TracedRun run, CoyoteSubject subject, CoyoteTrace trace)
    {
        var expected = subject.Origin is { } origin
            ? $"{origin.Breaks} to break at step {origin.Steps} of the run"
            : "something to break there, as Coyote saw it";
        var early = run.Broken.Count == 0
            ? "nothing is broken"
            : $"{run.Broken[^1].Property.Id} was broken at step {run.Broken[^1].Step} already";
        return TraceMistakes.Diverged(
            trace,
            trace.Steps.Count,
            $"{expected}; but the run ends after {run.Length} steps, and {early}",
            "a trace without its last steps, one of a run that Coyote gave up for a reason of its own, or one of "
            + "another scenario or version of LockCheck");
    }

    private static string IdOf(Property? property) => property?.Id ?? ScheduleFile.Deadlock;
}
