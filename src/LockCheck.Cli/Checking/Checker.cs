using LockCheck.Cli.Progress;
using LockCheck.Conformance.OnKernel;
using LockCheck.Engine;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Searches scenarios, explains what was found and writes schedules.</summary>
internal sealed class Checker(
    Catalogue catalogue, SearchRequest search, Surroundings surroundings, CancellationToken cancellation)
{
    /// <summary>Gets whether what is explained is carried out on the running kernel, too.</summary>
    public bool Confirms { get; init; }

    /// <summary>Gets where checkpoints of the one check go; null for none.</summary>
    public CheckpointPlan? Checkpoints { get; init; }

    private readonly long _started = surroundings.Clock.GetTimestamp();

    /// <summary>Gets the time since the first check.</summary>
    public TimeSpan Elapsed => surroundings.Clock.GetElapsedTime(_started);

    /// <summary>Gets what ends a series of checks here, in words; null when it may go on.</summary>
    public string? Cut =>
        cancellation.IsCancellationRequested ? CoverageText.Interrupted
        : search.MaxTime is { } time && Elapsed > time ? $"--max-seconds {time.TotalSeconds:0.###}"
        : null;

    /// <summary>Checks a scenario; what is found is not explained yet. All checks share the time of one.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="remarks">What the report is to say beside.</param>
    /// <param name="display">Where progress is shown.</param>
    /// <param name="sharers">How many searches that run at the same time share the memory.</param>
    public CheckReport Check(
        Scenario scenario, IReadOnlyList<string> remarks, ProgressDisplay display, int sharers = 1)
    {
        var model = scenario.Build(catalogue);
        var ids = model.Properties
            .Where(property => property.Kind != PropertyKind.Measurement)
            .Select(property => property.Id)
            .ToList();
        var promises = catalogue.Reader(scenario.Reader).Promises;
        var options = search.ToOptions(surroundings, display.Report);
        options = options with
        {
            MaxMemoryBytes = options.MaxMemoryBytes / sharers,
            Alone = scenario.Alone,
            Checkpoints = Checkpoints,
        };
        if (search.MaxTime is { } time)
        {
            options = options with { MaxTime = time > Elapsed ? time - Elapsed : TimeSpan.Zero };
        }

        var result = search.Sample is { } runs
            ? Explorer.Sample(model, runs, search.Seed, options, cancellation)
            : Explorer.Search(model, options, cancellation);
        if (search.MaxTime is { } whole && result.CutBy?.StartsWith("--max-seconds", StringComparison.Ordinal) == true)
        {
            result = result with { CutBy = $"--max-seconds {whole.TotalSeconds:0.###}" };
        }

        return new CheckReport
        {
            Scenario = scenario,
            Tasks = catalogue.Reader(scenario.Reader).Tasks?.World,
            Checked = ids,
            Promised = [.. ids.Where(promises.Contains)],
            Bounds = search.ToBounds(surroundings),
            Result = result,
            Findings = [.. CheckReport.Ordered(result.Findings).Select(finding => new ReportedFinding(finding))],
            Tearing = scenario.MeasuresTearing ? TearingReport.Of(result) : null,
            Remarks = remarks,
        };
    }

    /// <summary>Explains the findings of a report, and writes their schedules.</summary>
    public CheckReport Explain(CheckReport report, ScheduleFolder folder) => report with
    {
        Findings = [.. report.Findings.Select(found => Explain(report.Scenario, found.Finding, folder))],
        Tearing = report.Tearing?.Select(found => Explain(report.Scenario, found.Finding, folder)),
    };

    /// <summary>Runs a finding's path again, and writes its schedule if there is a folder for it.</summary>
    public ReportedFinding Explain(Scenario scenario, Finding finding, ScheduleFolder? folder)
    {
        var trace = Trace.Of(LoadedModel.Load(scenario.Build(catalogue)), finding.Path);
        var schedule = ScheduleFile.From(
            trace,
            finding,
            FindingText.About(ScenarioText.Who(scenario), finding.Property),
            ScheduleHead.Of(scenario, finding.Property));
        var id = finding.Property?.Id ?? ScheduleFile.Deadlock;
        return new ReportedFinding(finding, trace, folder?.Save(schedule, ScheduleNames.Of(catalogue, scenario, id)))
        {
            OnKernel = Confirms ? KernelReplayer.Run(catalogue, scenario, finding) : null,
        };
    }
}
