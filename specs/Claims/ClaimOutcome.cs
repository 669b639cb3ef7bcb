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
    /// <summary>Gets what was searched; null if nothing was.</summary>
    public Scenario? Scenario { get; init; }

    /// <summary>Gets the search; null if there was none.</summary>
    public SearchResult? Result { get; init; }

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

        var scenario = claim.ScenarioOf(catalogue);
        if (search(scenario) is not { } result)
        {
            return new ClaimOutcome(group.Name, claim, ClaimStatus.NotReached, "not reached");
        }

        var (status, found) = claim.Expected!.Judge(result);
        var isDecided = result.CutBy is null ||
            (claim.Expected is Breaks && status == ClaimStatus.AsExpected) ||
            (claim.Expected is Keeps or Refuted && status == ClaimStatus.Differs);
        return new ClaimOutcome(
            group.Name,
            claim,
            isDecided ? status : ClaimStatus.Cut,
            isDecided ? found : $"{found} so far; the search was cut by {result.CutBy}")
        {
            Scenario = scenario,
            Result = result,
        };
    }
}
