using LockCheck.Specs.Claims;

namespace LockCheck.Reporting.Claims;

/// <summary>The claims that were asked for, and what became of each.</summary>
public sealed record ClaimsReport
{
    /// <summary>Gets the outcomes, in order.</summary>
    public required IReadOnlyList<ClaimOutcome> Outcomes { get; init; }

    /// <summary>Gets the time of all searches together.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets whether the model contradicts a claim, and no document says why.</summary>
    public bool HasDifference => Count(ClaimStatus.Differs) > 0;

    /// <summary>Gets whether a search was cut, or not made.</summary>
    public bool IsCut => Count(ClaimStatus.Cut) + Count(ClaimStatus.NotReached) > 0;

    /// <summary>Gets how many searches were made.</summary>
    public int Searches => Outcomes.Sum(outcome => outcome.Searches.Count);

    /// <summary>Gets the distinct states of all searches.</summary>
    public long States => Outcomes.Sum(outcome => outcome.States);

    /// <summary>Names a status.</summary>
    public static string NameOf(ClaimStatus status) => status switch
    {
        ClaimStatus.AsExpected => "as expected",
        ClaimStatus.Explained => "explained",
        ClaimStatus.Differs => "differs",
        ClaimStatus.Cut => "cut",
        ClaimStatus.NotReached => "not reached",
        _ => "not modelled",
    };

    /// <summary>How many claims came to that.</summary>
    public int Count(ClaimStatus status) => Outcomes.Count(outcome => outcome.Status == status);
}
