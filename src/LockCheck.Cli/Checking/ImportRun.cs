using LockCheck.Cli.Own;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Coyote;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Follows a trace of Coyote's, writes it as a schedule, and shows it as a replay does.</summary>
internal sealed class ImportRun(ImportRequest request, Surroundings surroundings)
{
    public int Run()
    {
        if (request is { Like: not null, Scenario: not null })
        {
            throw new UsageException(
                "--like and --scenario both name the scenario. Usual cause: a command line put together from two. "
                + "Leave one of them.");
        }

        var catalogue = OwnAssemblies.Load(request.Assemblies);
        var trace = Load();
        var subject = SubjectOf(trace, catalogue);
        var import = Follow(trace, subject, catalogue);
        using var folder = new ScheduleFolder(request.Out);
        var id = new ReportedFinding(import.Finding).Id;
        var path = folder.Add(import.Schedule, ScheduleNames.Of(catalogue, import.Scenario, id));
        var report = new ReplayReport
        {
            Scenario = import.Scenario,
            Found = new ReportedFinding(import.Finding, import.Run, path),
            IsImport = true,
        };
        return ReplayRun.Show(report, import.Scenario.Build(catalogue), request.Json, surroundings);
    }

    private CoyoteImport Follow(CoyoteTrace trace, CoyoteSubject subject, Catalogue catalogue)
    {
        try
        {
            return CoyoteImport.Of(trace, subject, catalogue);
        }
        catch (UnknownNameException exception)
        {
            throw RecordedSchedule.Unknown($"The trace {request.File}", exception);
        }
    }

    private CoyoteSubject SubjectOf(CoyoteTrace trace, Catalogue catalogue)
    {
        if (request.Like is { } like)
        {
            var (scenario, breaks) = RecordedSchedule.Peek(like);
            return CoyoteSubject.Of(trace, scenario, breaks);
        }

        return request.Scenario is { } line ? CoyoteSubject.Of(trace, ScenarioLine.Parse(line, catalogue))
            : CoyoteSubject.Of(trace, catalogue) ?? throw new UsageException(
                $"The trace {request.File} does not say which scenario it is a run of: its test is "
                + $"`{trace.TestName}`, which is that of no claim. Usual cause: a trace of the general test, which "
                + "takes its scenario from LOCKCHECK_SCENARIO. Name the scenario: --like FILE.schedule, or --scenario "
                + "'reader: ...; writer: ...'.");
    }

    private CoyoteTrace Load()
    {
        try
        {
            return CoyoteTrace.Parse(File.ReadAllBytes(request.File), request.File);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The trace {request.File} cannot be read ({exception.Message.TrimEnd('.')}). Usual cause: a path "
                + "relative to another folder. Give the path that `coyote test` printed, from the folder where it ran.",
                exception);
        }
    }
}
