using LockCheck.Engine;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Searches a scenario, explains what was found and writes the schedules.</summary>
internal sealed class Checker(
    Catalogue catalogue,
    SearchRequest search,
    ScheduleFolder folder,
    Surroundings surroundings,
    CancellationToken cancellation)
{
    /// <summary>Checks a scenario.</summary>
    public CheckReport Check(Scenario scenario, IReadOnlyList<string> remarks)
    {
        var model = scenario.Build(catalogue);
        var ids = model.Properties.Select(property => property.Id).ToList();
        var promises = catalogue.Reader(scenario.Reader).Promises;
        var options = search.ToOptions(surroundings, null);
        var result = search.Sample is { } runs
            ? Explorer.Sample(model, runs, search.Seed, options, cancellation)
            : Explorer.Search(model, options, cancellation);
        return new CheckReport
        {
            Scenario = scenario,
            Checked = ids,
            Promised = [.. ids.Where(promises.Contains)],
            Bounds = search.ToBounds(surroundings),
            Result = result,
            Findings = [.. CheckReport.Ordered(result.Findings).Select(finding => Explain(scenario, finding))],
            Remarks = remarks,
        };
    }

    /// <summary>Runs a finding's path again, and writes its schedule.</summary>
    private ReportedFinding Explain(Scenario scenario, Finding finding)
    {
        var trace = Trace.Of(LoadedModel.Load(scenario.Build(catalogue)), finding.Path);
        var schedule = ScheduleFile.From(
            trace,
            finding,
            FindingText.About(ScenarioText.Who(scenario), finding.Property),
            ScheduleHead.Of(scenario, finding.Property));
        var id = finding.Property?.Id ?? ScheduleFile.Deadlock;
        return new ReportedFinding(
            finding, trace, folder.Save(schedule, ScheduleNames.Of(catalogue, scenario, id)));
    }
}
