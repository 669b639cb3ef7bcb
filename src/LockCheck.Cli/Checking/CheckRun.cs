using LockCheck.Cli.Own;
using LockCheck.Cli.Progress;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Json;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Runs a check from the request to the exit code.</summary>
internal sealed class CheckRun(CheckRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        var catalogue = OwnAssemblies.Load(request.Assemblies);
        var builder = new ScenarioBuilder(request, catalogue);
        if (request.Window is { } window)
        {
            return new WindowsRun(request, window, catalogue, surroundings, cancellation).Run(builder);
        }

        var scenario = builder.Build();
        using var folder = new ScheduleFolder(request.Out);
        var checker = new Checker(catalogue, request.Search, surroundings, cancellation)
        {
            Confirms = request.Confirms,
        };
        if (request.AtEach && catalogue.Writer(request.Writers[0]) is { DoesNothing: false } writer)
        {
            var places = new PlacesRun(request, checker, surroundings);
            return places.Run(scenario, writer, builder.Remarks, folder, scenario.Build(catalogue));
        }

        var report = ProgressDisplay.Run(
            surroundings,
            new CheckLimits(request.Search.Sample, request.Search.MaxStates),
            display => checker.Check(scenario, builder.Remarks, display));
        report = checker.Explain(report, folder);
        var code = ExitCodes.Of(report.Result);
        surroundings.Print(
            request.Json, () => JsonReports.Text(CheckJson.Of(report, code)), () => CheckText.Lines(report));
        return code;
    }
}
