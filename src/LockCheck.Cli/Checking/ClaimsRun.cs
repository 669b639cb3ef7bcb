using LockCheck.Cli.Own;
using LockCheck.Cli.Progress;
using LockCheck.Engine;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Claims;
using LockCheck.Reporting.Json;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Checking;

/// <summary>Checks claims: each is a search of its own.</summary>
internal sealed class ClaimsRun(
    IReadOnlyList<string> filters, PairRequest request, Surroundings surroundings, CancellationToken cancellation)
{
    public int Run()
    {
        var catalogue = OwnAssemblies.Load(request.Assemblies);
        var claims = ClaimList.Matching(catalogue, filters);
        var checker = new Checker(catalogue, request.Search, surroundings, cancellation);
        var outcomes = ProgressDisplay.Run(
            surroundings,
            new CheckLimits(null, request.Search.MaxStates),
            display => claims.Select(entry => ClaimOutcome.Of(
                catalogue, entry.Group, entry.Claim, scenario => Search(entry.Claim, scenario, checker, display)))
                .ToList());
        var report = new ClaimsReport { Outcomes = outcomes, Elapsed = checker.Elapsed };
        var code = cancellation.IsCancellationRequested ? ExitCodes.Inconclusive
            : report.HasDifference ? ExitCodes.Safety
            : report.IsCut ? ExitCodes.Inconclusive : ExitCodes.Nothing;
        surroundings.Print(
            request.Json, () => JsonReports.Text(ClaimsJson.Of(report, code)), () => ClaimsText.Lines(report));
        return code;
    }

    private static SearchResult? Search(Claim claim, Scenario scenario, Checker checker, ProgressDisplay display)
    {
        if (checker.Cut is not null)
        {
            return null;
        }

        display.Begin($"{claim.Id}, {ScenarioText.Who(scenario)}");
        return checker.Check(scenario, [], display).Result;
    }
}
