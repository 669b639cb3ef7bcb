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

/// <summary>Checks claims side by side: each is a search of its own, or one for each writer.</summary>
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
            display => new SideBySide(checker, surroundings).Run(
                claims,
                (at, sharers, mine) => ClaimOutcome.Of(
                    catalogue,
                    claims[at].Group,
                    claims[at].Claim,
                    scenario => Search(claims[at].Claim, scenario, checker, sharers, mine)),
                outcome => outcome.Searches.Select(made => made.Result),
                display));
        var report = new ClaimsReport { Outcomes = outcomes, Elapsed = checker.Elapsed };
        var code = cancellation.IsCancellationRequested ? ExitCodes.Inconclusive
            : report.HasDifference ? ExitCodes.Safety
            : report.IsCut ? ExitCodes.Inconclusive : ExitCodes.Nothing;
        surroundings.Print(
            request.Json, () => JsonReports.Text(ClaimsJson.Of(report, code)), () => ClaimsText.Lines(report));
        return code;
    }

    private static SearchResult? Search(
        Claim claim, Scenario scenario, Checker checker, int sharers, ProgressDisplay display)
    {
        if (checker.Cut is not null)
        {
            return null;
        }

        display.Begin($"{claim.Id}, {ScenarioText.Who(scenario)}");
        return checker.Check(scenario, [], display, sharers).Result;
    }
}
