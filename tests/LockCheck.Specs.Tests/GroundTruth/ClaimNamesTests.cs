using System.Text.RegularExpressions;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>Claims as identifiers.</summary>
public partial class ClaimNamesTests
{
    [Fact]
    public void Each_claim_that_can_be_decided_has_a_name_of_its_own()
    {
        var names = ClaimNames.All(Check.Known);
        var decidable = ClaimList.All(Check.Known).Count(entry => entry.Claim.WhyNot(Check.Known) is null);
        Assert.Equal(decidable, names.Count);
        Assert.Equal(names.Count, names.Select(named => named.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, named => Assert.Matches(ClaimName(), named.Name));
    }

    [Fact]
    public void A_name_says_what_the_claim_is_about() =>
        Assert.Equal("Bug1__task_vma_v3__none", ClaimNames.All(Check.Known)[0].Name);

    [GeneratedRegex("^[A-Z][A-Za-z0-9_]*$")]
    private static partial Regex ClaimName();
}
