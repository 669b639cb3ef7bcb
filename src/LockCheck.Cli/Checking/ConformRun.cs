using LockCheck.Cli.Progress;
using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.Programs;
using LockCheck.Reporting.Conformance;
using LockCheck.Reporting.Json;

namespace LockCheck.Cli.Checking;

/// <summary>Runs the checks of the model against the running kernel, one after the other.</summary>
internal sealed class ConformRun(ConformRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        var checks = request.Program is { } program ? [Of(program)]
            : request.Arguments is { Count: > 0 } words ? throw new UsageException(
                $"`{words[0]}` is one word too many. Usual cause: --only or --program is missing before it. Take "
                + "`lockcheck conform --program PROGRAM -- ARGUMENTS` to run a program.")
            : Chosen(ConformanceCheck.All());
        var report = new ConformReport
        {
            Machine = LinuxHost.Describe(),
            Seed = request.Seed,
            Results = ProgressDisplay.Run(
                surroundings, default, display => checks.ConvertAll(check => Run(check, display))),
        };
        var code = CodeOf(report, cancellation.IsCancellationRequested);
        surroundings.Print(
            request.Json, () => JsonReports.Text(ConformJson.Of(report, code)), () => ConformText.Lines(report));
        return code;
    }

    /// <summary>The exit code of a report.</summary>
    internal static int CodeOf(ConformReport report, bool isInterrupted) => isInterrupted ? ExitCodes.Inconclusive
        : report.Differs ? ExitCodes.Safety
        : report.IsInconclusive ? ExitCodes.Inconclusive
        : ExitCodes.Nothing;

    private CheckResult Run(ConformanceCheck check, ProgressDisplay display)
    {
        display.Begin(check.Name);
        var begun = surroundings.Clock.GetTimestamp();
        var outcome = check.Run(new CheckContext
        {
            Seed = request.Seed,
            Seconds = request.Seconds,
            Clock = surroundings.Clock,
            Cancellation = cancellation,
            Progress = display.Show,
        });
        return new CheckResult(check.Name, check.Summary, outcome, surroundings.Clock.GetElapsedTime(begun));
    }

    private ConformanceCheck Of(string program) => request.Only.Count > 0
        ? throw new UsageException("--program is a check of its own. Leave --only out.")
        : ProgramPath.Find(program) is { } path ? new ProgramCheck(path, request.Arguments ?? [])
        : throw new UsageException(
            $"there is no program `{program}`. Usual cause: a slip, or arguments in the same word. Give its path, and "
            + "its arguments behind `--`.");

    private List<ConformanceCheck> Chosen(IReadOnlyList<ConformanceCheck> all)
    {
        var unknown = request.Only.FirstOrDefault(
            name => !all.Any(check => string.Equals(check.Name, name, StringComparison.Ordinal)));
        return unknown is not null
            ? throw new UsageException(
                $"there is no check `{unknown}`. Usual cause: a slip. Take one of "
                + $"{string.Join(", ", all.Select(check => check.Name))}, or leave --only out for all of them.")
            : [.. all.Where(check => request.Only.Count == 0 || request.Only.Contains(check.Name))];
    }
}
