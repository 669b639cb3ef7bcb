using LockCheck.Cli.Own;
using LockCheck.Cli.Progress;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Json;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Runs a check from the request to the exit code.</summary>
internal sealed class CheckRun(CheckRequest asked, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        using var checkpoints = CheckpointedCheck.Of(asked, surroundings);
        var request = checkpoints?.Complete(asked) ?? asked;
        var catalogue = OwnAssemblies.Load(request.Assemblies);
        var builder = new ScenarioBuilder(request, catalogue);
        if (request.Window is { } window)
        {
            return new WindowsRun(request, window, catalogue, surroundings, cancellation).Run(builder);
        }

        var (scenario, remarks) = checkpoints?.Saved ?? (builder.Build(), builder.Remarks);
        using var folder = new ScheduleFolder(request.Out);
        var checker = new Checker(catalogue, request.Search, surroundings, cancellation)
        {
            Confirms = request.Confirms,
            Checkpoints = checkpoints?.Plan(request, scenario, remarks),
        };
        if (request.AtEach && catalogue.Writer(request.Writers[0]) is { DoesNothing: false } writer)
        {
            var places = new PlacesRun(request, checker, surroundings);
            return places.Run(scenario, writer, remarks, folder, scenario.Build(catalogue));
        }

        var report = ProgressDisplay.Run(
            surroundings,
            new CheckLimits(request.Search.Sample, request.Search.MaxStates),
            display => checker.Check(scenario, remarks, display));
        report = checker.Explain(report, folder);
        var code = ExitCodes.Of(report.Result);
        surroundings.Print(
            request.Json, () => JsonReports.Text(CheckJson.Of(report, code)), () => CheckText.Lines(report));
        checkpoints?.End(report.Result);
        return code;
    }
}
