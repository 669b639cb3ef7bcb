using LockCheck.Cli.Own;
using LockCheck.Engine;
using LockCheck.Reporting.Coyote;
using LockCheck.Reporting.Json;

namespace LockCheck.Cli.Checking;

/// <summary>Replays a schedule, and writes it as a trace of another program.</summary>
internal sealed class ExportRun(
    string file, string to, string? target, IReadOnlyList<string> assemblies, bool json, Surroundings surroundings)
{
    public const string Coyote = "coyote";

    public int Run()
    {
        if (to != Coyote)
        {
            throw new UsageException(
                $"Schedules cannot be exported to `{to}`. Usual cause: a slip. What they can be exported to is "
                + $"{Coyote}: --to {Coyote}.");
        }

        var catalogue = OwnAssemblies.Load(assemblies);
        var path = PathOf();
        var recorded = RecordedSchedule.Replay(file, catalogue);
        var trace = CoyoteExport.Of(recorded.Schedule, recorded.Found.Trace!, recorded.Loaded);
        Save(path, trace.ToText());
        var report = new ExportReport
        {
            Found = recorded.Found,
            TracePath = path,
            Trace = trace,
            Tests = CoyoteExport.TestsOf(recorded.Scenario, recorded.Schedule.Breaks, catalogue),
        };
        surroundings.Print(json, () => JsonReports.Text(ExportJson.Of(report)), report.Lines);
        return ExitCodes.Nothing;
    }

    private string PathOf()
    {
        var path = target ?? Path.ChangeExtension(file, CoyoteTrace.Extension);
        return path.EndsWith(CoyoteTrace.Extension, StringComparison.Ordinal) ? path : throw new UsageException(
            $"The trace cannot have the name {path}: Coyote takes files that end in {CoyoteTrace.Extension}. Give such "
            + "a name with --out.");
    }

    private static void Save(string path, string text)
    {
        try
        {
            if (NewFile.HoldsAnother(path, text))
            {
                throw new UsageException(
                    $"The trace cannot be written to {path}: another one has this name. Usual cause: a trace that "
                    + "Coyote found, or one of an older schedule. Give another name with --out, or remove the file.");
            }

            AtomicFile.Write(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The trace cannot be written to {path} ({exception.Message.TrimEnd('.')}). Usual cause: a folder that "
                + "is not there, or one of another user. Give another name with --out.",
                exception);
        }
    }
}
