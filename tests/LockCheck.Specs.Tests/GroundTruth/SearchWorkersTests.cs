using LockCheck.Engine;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>How a search is made changes nothing in what it says of the kernel's protocols.</summary>
public class SearchWorkersTests
{
    private const int Scenarios = 36;
    private const int StatesMax = 30_000;

    private static readonly Catalogue Known = Catalogue.Load();

    // Goal: any number of workers, and steps that are run or looked up, give the same counts, findings and schedules.
    // Method: scenarios of the claims, evenly taken, each to its end or to the same limit.
    [Fact]
    public void Workers_and_the_memo_of_steps_change_nothing()
    {
        var all = ClaimList.Matching(Known, [])
            .Where(entry => entry.Claim.WhyNot(Known) is null)
            .SelectMany(entry => entry.Claim.ScenariosOf(Known))
            .ToList();
        var taken = all.Where((_, at) => at % (all.Count / Scenarios) == 0).ToList();
        Assert.InRange(taken.Count, Scenarios, 2 * Scenarios);
        var (ends, violations) = (0, 0);
        foreach (var scenario in taken.Select(scenario => scenario with { ChecksAlone = false }))
        {
            var options = new SearchOptions { MaxStates = StatesMax, SelfCheckEvery = 997 };
            var one = Search(scenario, options);
            SameSearch.Assert(one, Search(scenario, options with { Memoize = false }));
            SameSearch.Assert(one, Search(scenario, options with { Workers = 2 }));
            SameSearch.Assert(one, Search(scenario, options with { Workers = 3, Memoize = false }));
            var stopped = options with { StopAtFirst = true };
            SameSearch.Assert(Search(scenario, stopped), Search(scenario, stopped with { Workers = 3 }));
            ends += one.CutBy is null ? 1 : 0;
            violations += one.IsViolated ? 1 : 0;
        }

        // Some of each kind, or there is little to compare.
        Assert.True(
            ends > 5 && ends < taken.Count && violations > 5, $"{ends} end and {violations} break, of {taken.Count}");
    }

    private static SearchResult Search(Scenario scenario, SearchOptions options) =>
        Explorer.Search(scenario.Build(Known), options);
}
