using LockCheck.Cli.Own;
using LockCheck.Reporting.Checks;

namespace LockCheck.Cli.Checking;

/// <summary>Runs a check from the request to the exit code.</summary>
internal sealed class CheckRun(CheckRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        var catalogue = OwnAssemblies.Load(request.Assemblies);
        var builder = new ScenarioBuilder(request, catalogue);
        var scenario = builder.Build();
        using var folder = new ScheduleFolder(request.Out);
        var checker = new Checker(catalogue, request.Search, folder, surroundings, cancellation);
        var report = checker.Check(scenario, builder.Remarks);
        foreach (var line in CheckText.Lines(report))
        {
            surroundings.Out.WriteLine(line);
        }

        return ExitCodes.Of(report.Result);
    }
}
