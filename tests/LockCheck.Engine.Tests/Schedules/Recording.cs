namespace LockCheck.Engine.Tests.Schedules;

/// <summary>A bug of a small world, found, explained and recorded.</summary>
internal sealed record Recording(Finding Finding, Trace Trace, ScheduleFile File)
{
    public static Recording Of(Func<Model> world, string? breaks = null)
    {
        var finding = Explorer.Search(world()).Findings
            .First(finding => breaks is null || (finding.Property?.Id ?? ScheduleFile.Deadlock) == breaks);
        var trace = Trace.Of(LoadedModel.Load(world()), finding.Path);
        (string, string)[] head = [("world", "small"), ("layout", "0-4r 4-8w"), ("layout", "8-9r")];
        var file = ScheduleFile.From(trace, finding, "what is broken, in a line", head);
        return new Recording(finding, trace, file);
    }

    /// <summary>Two threads that increment a counter twelve times each: 48 steps, several rows of checksums.</summary>
    public static Recording Long() => Of(() => new Worlds.CounterWorld(2, 12));
}
