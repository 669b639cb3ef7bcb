using LockCheck.Cli.Own;
using LockCheck.Conformance.OnKernel;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Json;

namespace LockCheck.Cli.Checking;

/// <summary>Replays a schedule file, from its text to the recorded exit code.</summary>
internal sealed class ReplayRun(
    string file, IReadOnlyList<string> assemblies, bool onKernel, bool json, Surroundings surroundings)
{
    public int Run()
    {
        var catalogue = OwnAssemblies.Load(assemblies);
        var recorded = RecordedSchedule.Replay(file, catalogue);
        var report = new ReplayReport
        {
            Scenario = recorded.Scenario,
            Found = recorded.Found,
            OnKernel = onKernel ? KernelReplayer.Run(catalogue, recorded.Scenario, recorded.Found.Finding) : null,
        };
        return Show(report, recorded.Model, json, surroundings);
    }

    /// <summary>Prints a run that ends with a finding, and gives the finding's exit code.</summary>
    public static int Show(ReplayReport report, KernelModel model, bool json, Surroundings surroundings)
    {
        var finding = report.Found.Finding;
        var code = report.OnKernel?.Verdict switch
        {
            KernelVerdict.NotReproduced => ExitCodes.Diverged,
            KernelVerdict.NotControllable => ExitCodes.Inconclusive,
            _ => ExitCodes.Of(finding),
        };
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
