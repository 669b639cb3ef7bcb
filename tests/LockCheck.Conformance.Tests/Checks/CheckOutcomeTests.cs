using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.Targets;

namespace LockCheck.Conformance.Tests.Checks;

/// <summary>A check says what came of it, and never that all is well when it did nothing.</summary>
public class CheckOutcomeTests
{
    private static readonly CheckContext Context = new();

    [Fact]
    public void A_check_that_compared_nothing_has_not_passed()
    {
        Assert.Equal(CheckVerdict.Inconclusive, CheckOutcome.Passed().Verdict);
        Assert.Equal(CheckVerdict.Inconclusive, CheckOutcome.Passed(new CheckCount(0, "call")).Verdict);
        Assert.Equal(CheckVerdict.Passed, CheckOutcome.Passed(new CheckCount(1, "call")).Verdict);
    }

    [Fact]
    public void A_failure_has_a_difference() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CheckOutcome.Failed([]));

    [Fact]
    public void A_check_is_skipped_for_a_reason_before_it_begins()
    {
        var outcome = new Canned("one CPU", () => throw new InvalidOperationException()).Run(Context);
        Assert.Equal((CheckVerdict.Skipped, "one CPU"), (outcome.Verdict, outcome.Reason));
    }

    [Fact]
    public void A_target_that_ends_makes_a_check_inconclusive()
    {
        var outcome = new Canned(null, () => throw new TargetException("it has ended")).Run(Context);
        Assert.Equal((CheckVerdict.Inconclusive, "it has ended"), (outcome.Verdict, outcome.Reason));
    }

    [Fact]
    public void A_check_that_is_interrupted_is_inconclusive()
    {
        var outcome = new Canned(null, () => throw new InvalidOperationException())
            .Run(Context with { Cancellation = new CancellationToken(canceled: true) });
        Assert.Equal((CheckVerdict.Inconclusive, "interrupted"), (outcome.Verdict, outcome.Reason));
    }

    [Fact]
    public void Checks_are_found_by_themselves_and_have_names_of_their_own()
    {
        var names = ConformanceCheck.All().Select(check => check.Name).ToList();
        Assert.Contains("merge-split", names);
        Assert.Equal(names.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), names);
        Assert.All(ConformanceCheck.All(), check => Assert.NotEmpty(check.Summary));
    }

    [Theory]
    [InlineData("6.18.44", 6, 18)]
    [InlineData("6.8.0-45-generic", 6, 8)]
    [InlineData("7.0-rc6", 7, 0)]
    [InlineData("", 0, 0)]
    [InlineData("unknown", 0, 0)]
    public void A_release_has_two_numbers(string release, int major, int minor) =>
        Assert.Equal((major, minor), LinuxHost.VersionOf(release));

    private sealed class Canned(string? whyNot, Func<CheckOutcome> compare) : ConformanceCheck
    {
        public override string Name => "canned";

        public override string Summary => "what a test wants";

        protected override string? WhyNot() => whyNot;

        protected override CheckOutcome Compare(CheckContext context) => compare();
    }
}
