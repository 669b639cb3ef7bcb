using LockCheck.Cli.Own;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Json;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Replays a schedule file, from its text to the recorded exit code.</summary>
internal sealed class ReplayRun(string file, IReadOnlyList<string> assemblies, bool json, Surroundings surroundings)
{
    public int Run()
    {
        var schedule = Load();
        var (scenario, kind) = ScheduleHead.Read(schedule);
        var model = Build(scenario, OwnAssemblies.Load(assemblies));
        var property = schedule.IsDeadlock ? null : PropertyOf(model, schedule);
        RequireKind(schedule, kind, property);
        var trace = Replay.Run(LoadedModel.Load(model), schedule);
        var finding = new Finding(property, trace.Path, schedule.IsShortest);
        var report = new ReplayReport { Scenario = scenario, Found = new ReportedFinding(finding, trace, file) };
        var code = ExitCodes.Of(finding);
        surroundings.Print(
            json,
            () => JsonReports.Text(ReplayJson.Of(
                report,
                code,
                model.Properties.Where(known => known.Kind != PropertyKind.Measurement).Select(known => known.Id),
                model.Properties.Where(known => known.Kind == PropertyKind.Promise).Select(known => known.Id))),
            report.Lines);
        return code;
    }

    /// <summary>What is broken: one of the model's properties, or of the engine's own.</summary>
    private static Property? PropertyOf(KernelModel model, ScheduleFile schedule) => model.Properties
        .Append(Property.Exception).Append(Property.TwoRacyAccesses).Append(Property.Alone)
        .FirstOrDefault(known => known.Id == schedule.Breaks);

    /// <summary>A promise that is none any more, or the other way round: the scenario is another one.</summary>
    private static void RequireKind(ScheduleFile schedule, string kind, Property? property)
    {
        var now = ReportedFinding.KindOf(property);
        if (kind != now && (property is not null || schedule.IsDeadlock))
        {
            throw new DivergenceException(
                $"The replay diverged before its first step: {schedule.Breaks} was recorded as a finding of the kind "
                + $"{kind}, and is one of the kind {now} now. Usual cause: the reader's promises changed since the "
                + "schedule was recorded. Record the schedule anew with `lockcheck check`.");
        }
    }

    private ScheduleFile Load()
    {
        try
        {
            return ScheduleFile.Load(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The schedule {file} cannot be read ({exception.Message.TrimEnd('.')}). Usual cause: a path "
                + "relative to another folder. Give the path that `lockcheck check` printed, from the folder where it "
                + "ran.",
                exception);
        }
    }

    private KernelModel Build(Scenario scenario, Catalogue catalogue)
    {
        try
        {
            return scenario.Build(catalogue);
        }
        catch (UnknownNameException exception)
        {
            throw new UsageException(
                $"The schedule {file} needs something that is not known here. {exception.Message} If it is your own, "
                + "name the assembly that holds it: --assembly MY.dll.",
                exception);
        }
    }
}
