using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Claims;

/// <summary>A claim, and what became of it.</summary>
/// <param name="Group">The name of its group.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Found">What was found; or why nothing was looked for.</param>
public sealed record ClaimOutcome(string Group, Claim Claim, ClaimStatus Status, string Found)
{
    /// <summary>Gets the searches, in the order in which they were made; none if nothing was searched.</summary>
    public IReadOnlyList<ClaimSearch> Searches { get; init; } = [];

    /// <summary>
    /// Gets the search that decides it alone: the only one, or the one that shows what is broken; null where it took
    /// all of them, or there was none.
    /// </summary>
    public ClaimSearch? Decisive { get; init; }

    /// <summary>Gets the distinct states of all searches.</summary>
    public long States => Searches.Sum(search => search.Result.States);

    /// <summary>
    /// Decides a claim. A broken property is broken, whatever was cut; that nothing else is broken is only known from
    /// a search to its end.
    /// </summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="group">The group of the claim.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="search">Makes the search; null as its result means that its turn does not come.</param>
    /// <returns>The outcome.</returns>
    public static ClaimOutcome Of(
        Catalogue catalogue, ClaimGroup group, Claim claim, Func<Scenario, SearchResult?> search)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(search);
        if (claim.WhyNot(catalogue) is { } why)
        {
            return new ClaimOutcome(group.Name, claim, ClaimStatus.NotModelled, why);
        }

        var expected = claim.Expected!;
        var scenarios = claim.ScenariosOf(catalogue);
        var searches = new List<ClaimSearch>();
        foreach (var scenario in scenarios)
        {
            if (search(scenario) is not { } result)
            {
                break;
            }

            searches.Add(new ClaimSearch(scenario, result, expected.Judge(result)));
            if (expected.IsShownByOne && searches[^1].Agrees)
            {
                break;
            }
        }

        if (searches.Count == 0)
        {
            return new ClaimOutcome(group.Name, claim, ClaimStatus.NotReached, "not reached");
        }

        var (status, found) = claim.AgainstEveryWriter ? WorstOver.Writers(expected, searches) : searches[0].Judgement;
        var cut = searches.Select(made => made.Result.CutBy).FirstOrDefault(cutBy => cutBy is not null);
        var isShown = expected.IsShownByOne && searches[^1].Agrees;
        var isDecided = isShown || (expected is Keeps or Refuted && status == ClaimStatus.Differs) ||
            (cut is null && searches.Count == scenarios.Count);
        return new ClaimOutcome(
            group.Name,
            claim,
            isDecided ? status : ClaimStatus.Cut,
            isDecided ? found
                : cut is not null ? $"{found} so far; the search was cut by {cut}"
                : $"{found} so far; {searches.Count} of {scenarios.Count} writers were reached")
        {
            Searches = searches,
            Decisive = isShown || scenarios.Count == 1 ? searches[^1] : null,
        };
    }
}

/// <summary>One of the searches that decide a claim.</summary>
/// <param name="Scenario">What was searched.</param>
/// <param name="Result">The search.</param>
/// <param name="Judgement">What it says of the claim, taken alone.</param>
public sealed record ClaimSearch(Scenario Scenario, SearchResult Result, Judgement Judgement)
{
    /// <summary>Gets whether it agrees, or differs as it is explained.</summary>
    public bool Agrees => Judgement.Status is ClaimStatus.AsExpected or ClaimStatus.Explained;

    /// <summary>Gets the names of the writers; <c>none</c> for a reader that is alone.</summary>
    public string Writers => Scenario.Writers.Count == 0
        ? "none"
        : string.Join(" and ", Scenario.Writers.Select(at => at.Writer));
}
