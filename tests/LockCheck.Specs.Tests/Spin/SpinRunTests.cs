using LockCheck.Spin;

namespace LockCheck.Specs.Tests.Spin;

/// <summary>What is read of a verifier's output.</summary>
public class SpinRunTests
{
    private const string Head = """
        pan:1: assertion violated (I1||(pending[_pid]==0)) (at depth 70)
        pan:3: assertion violated (I8||(rd&(1<<_pid))) (at depth 82)
        pan:4: assertion violated (I1||(pending[j]==0)) (at depth 76)

        Full statespace search for:
         never claim          - (none specified)
         assertion violations +
         invalid end states +


        """;

    private const string Statistics = """
        State-vector 80 byte, depth reached 94, errors: 6
             1451 states, stored
              980 states, matched
             2431 transitions (= stored+matched)
          5.348 total actual memory usage
        pan: elapsed time 0.25 seconds
        """;

    [Fact]
    public void The_counts_are_read_and_the_initial_state_is_no_transition() =>
        Assert.Equal(new SpinRun(1451, 2430, 0.25, 5_348_000, "breaks I1, I8"), SpinRun.Parse(Head + Statistics));

    [Fact]
    public void A_search_without_errors_is_verified() =>
        Assert.Equal("verified", SpinRun.Parse("invalid end states +\n" + Statistics).Verdict);

    [Fact]
    public void A_deadlock_is_named() =>
        Assert.Equal(
            "breaks deadlock", SpinRun.Parse("pan:1: invalid end state (at depth 3)\n" + Statistics).Verdict);

    [Fact]
    public void An_assertion_that_names_no_invariant_is_not_passed_over() =>
        Assert.Contains(
            "without a name", SpinRun.Parse("pan:1: assertion violated (x==1) (at depth 3)\n" + Statistics).Verdict);

    [Theory]
    [InlineData("error: max search depth too small\n")]
    [InlineData("Warning: Search not completed\n")]
    public void A_search_that_was_cut_says_nothing(string cut) =>
        Assert.Contains(
            "was cut", Assert.Throws<SpinException>(() => SpinRun.Parse(cut + Statistics)).Message);

    [Fact]
    public void An_output_without_counts_is_refused_with_its_text() =>
        Assert.Contains(
            "pan: out of memory",
            Assert.Throws<SpinException>(() => SpinRun.Parse("pan: out of memory")).Message);
}
