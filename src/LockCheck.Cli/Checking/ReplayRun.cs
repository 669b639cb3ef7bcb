using LockCheck.Cli.Own;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Json;

namespace LockCheck.Cli.Checking;

/// <summary>Replays a schedule file, from its text to the recorded exit code.</summary>
internal sealed class ReplayRun(string file, IReadOnlyList<string> assemblies, bool json, Surroundings surroundings)
{
    public int Run()
    {
        var recorded = RecordedSchedule.Replay(file, OwnAssemblies.Load(assemblies));
        var report = new ReplayReport { Scenario = recorded.Scenario, Found = recorded.Found };
        return Show(report, recorded.Model, json, surroundings);
    }

    /// <summary>Prints a run that ends with a finding, and gives the finding's exit code.</summary>
    public static int Show(ReplayReport report, KernelModel model, bool json, Surroundings surroundings)
    {
        var finding = report.Found.Finding;
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
}
