using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>A schedule file that was read and replayed, so that it is known to show what it says.</summary>
internal sealed record RecordedSchedule
{
    public required ScheduleFile Schedule { get; init; }

    public required Scenario Scenario { get; init; }

    public required KernelModel Model { get; init; }

    public required LoadedModel Loaded { get; init; }

    /// <summary>Gets the finding, with its run and its file.</summary>
    public required ReportedFinding Found { get; init; }

    /// <summary>Reads a schedule and replays it.</summary>
    public static RecordedSchedule Replay(string file, Catalogue catalogue)
    {
        var schedule = Load(file);
        var (scenario, kind) = ScheduleHead.Read(schedule);
        var model = Build(scenario, catalogue, file);
        var property = schedule.IsDeadlock ? null : PropertyOf(model, schedule);
        RequireKind(schedule, kind, property);
        var loaded = LoadedModel.Load(model);
        var trace = Engine.Replay.Run(loaded, schedule);
        return new RecordedSchedule
        {
            Schedule = schedule,
            Scenario = scenario,
            Model = model,
            Loaded = loaded,
            Found = new ReportedFinding(new Finding(property, trace.Path, schedule.IsShortest), trace, file),
        };
    }

    /// <summary>Reads the scenario of a schedule and what it breaks, and runs nothing.</summary>
    public static (Scenario Scenario, string Breaks) Peek(string file)
    {
        var schedule = Load(file);
        return (ScheduleHead.Read(schedule).Scenario, schedule.Breaks);
    }

    /// <summary>A file needs a name that is not known.</summary>
    public static UsageException Unknown(string who, UnknownNameException exception) => new(
        $"{who} needs something that is not known here. {exception.Message} If it is your own, name the assembly that "
        + "holds it: --assembly MY.dll.",
        exception);

    private static ScheduleFile Load(string file)
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

    private static KernelModel Build(Scenario scenario, Catalogue catalogue, string file)
    {
        try
        {
            return scenario.Build(catalogue);
        }
        catch (UnknownNameException exception)
        {
            throw Unknown($"The schedule {file}", exception);
        }
    }

    /// <summary>What is broken: one of the model's properties, or of the engine's own.</summary>
    private static Property? PropertyOf(KernelModel model, ScheduleFile schedule) => model.Properties
        .Concat(Property.OfEngine).Append(Property.Alone)
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
}
