namespace LockCheck.Cli.Tests.Checks;

/// <summary>The screens of <c>claims</c>, and its exit codes.</summary>
public sealed class ClaimsTests : CommandTest
{
    // Goal: whatever is modelled comes out as the documents say, or is explained there.
    [Fact]
    public void All_claims_print_their_golden_screen()
    {
        var outcome = Run("claims");
        Golden.Matches("claims", outcome.Screen);
        Assert.Equal(0, outcome.Code);
    }

    [Theory]
    [InlineData("claims-some", 0, "#18", "S4-4", "P-TV7c")]
    [InlineData("claims-json", 0, "--json", "#5", "#8")]
    [InlineData("claims-cut", 3, "--max-states", "1", "#5", "merge-both(mprotect mid->1)")]
    [InlineData("claims-every-writer", 0, "P-SR1", "P-Q0")]
    [InlineData("claims-own", 12, "--assembly", "OWN", "own")]
    public void A_choice_prints_its_golden_screen(string golden, int code, params string[] args)
    {
        var outcome = Run(["claims", .. args.Select(arg => arg == "OWN" ? OwnAssembly : arg)]);
        Golden.Matches(golden, outcome.Screen);
        Assert.Equal(code, outcome.Code);
    }

    // Goal: how many searches run side by side changes no byte. Method: one and three.
    [Fact]
    public void The_screen_does_not_depend_on_the_number_of_workers()
    {
        Workers = 1;
        var alone = Run("claims", "P-SR1", "#5", "#18").Screen;
        Workers = 3;
        Assert.Equal(alone, Run("claims", "P-SR1", "#5", "#18").Screen);
    }

    [Fact]
    public void An_interruption_is_inconclusive()
    {
        var outcome = Run(new CancellationToken(canceled: true), "claims", "#5");
        Assert.Equal(3, outcome.Code);
        Assert.Contains("2 claims: not reached", outcome.Output, StringComparison.Ordinal);
    }
}
