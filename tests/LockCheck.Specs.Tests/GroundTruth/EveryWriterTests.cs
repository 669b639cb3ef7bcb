using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>Claims about the worst over all writers, which table 6.2 of docs/protocols.md makes.</summary>
public class EveryWriterTests
{
    private static readonly Catalogue Known = Catalogue.Load();

    // Goal: over all writers something holds if it holds with each one, and is broken as soon as one breaks it: by the
    // first in the order of names, behind which nothing is searched.
    [Theory]
    [InlineData("proc_maps/mmap-lock", false, "AsExpected", "I1 holds")]
    [InlineData("proc_maps/mmap-lock", true, "Differs", "nothing is broken")]
    [InlineData("proc_maps/version-cursor", true, "AsExpected", "with map-fixed-new-failing I1 is broken")]
    [InlineData("proc_maps/version-cursor", false, "Differs", "with map-fixed-new-failing I1 is broken")]
    public void The_worst_over_all_writers_decides(string reader, bool breaks, string expected, string found)
    {
        Expectation expectation = breaks ? new Breaks("I1") : new Keeps("I1");
        var claim = Of(reader, "none", expectation) with { Writers = [], AgainstEveryWriter = true };
        var outcome = Run(claim);
        Assert.Equal((expected, found), (outcome.Status.ToString(), outcome.Found));
        var isShown = breaks && expected == "AsExpected";
        Assert.Equal(isShown ? "map-fixed-new-failing" : null, outcome.Decisive?.Writers);
        Assert.Equal(isShown, outcome.Searches.Count < claim.ScenariosOf(Known).Count);
        Assert.Equal(isShown, outcome.Decisive?.Result.Findings.Count == 1);
    }

    // Goal: a writer is passed by only if it can break nothing of what is asked for, or is excepted.
    [Fact]
    public void Every_writer_is_each_one_that_the_reader_can_meet()
    {
        var claim = Of("proc_maps/mmap-lock", "none", new Keeps("I1")) with { Writers = [], AgainstEveryWriter = true };
        var met = Known.Writers.Where(
            writer => MatrixRunner.WhyNot(Known, claim.Reader, writer.Name) is null).ToList();
        Assert.Equal(met.Count, claim.ScenariosOf(Known).Count);
        Assert.Equal(met.Count - 1, (claim with { Except = ["exec"] }).ScenariosOf(Known).Count);
        Assert.Equal(
            ["exec", "pid-reuse"],
            (claim with { Expected = new Keeps("I16") }).ScenariosOf(Known).Select(of => of.Writers[0].Writer));
    }

    // Goal: with one writer that was cut nothing is said to hold; what was found before stays found.
    [Theory]
    [InlineData(false, "Cut")]
    [InlineData(true, "AsExpected")]
    public void A_cut_before_the_last_writer_decides_only_what_was_found(bool breaks, string expected)
    {
        Expectation expectation = breaks ? new Breaks("I8") : new Keeps("I1");
        var claim = Of("proc_maps/rcu-v2", "none", expectation) with
        {
            Writers = [],
            AgainstEveryWriter = true,
            Faults = breaks ? Faults.Signal : Faults.None,
        };
        var searches = 0;
        var outcome = ClaimOutcome.Of(Known, Known.ClaimGroups[0], claim, scenario =>
            searches++ < 2 ? Explorer.Search(scenario.Build(Known)) : null);
        Assert.Equal(expected, outcome.Status.ToString());
    }

    // Goal: what may be broken beside does not make a tick differ, and nothing else is let off.
    [Fact]
    public void What_a_source_has_broken_beside_a_tick_is_let_off()
    {
        var claim = Of("proc_maps/rcu-v2", "mprotect-mid", new Keeps("I3")) with { Faults = Faults.Signal };
        Assert.Equal("Differs", Run(claim).Status.ToString());
        var beside = claim with { Expected = new Keeps("I3") { Beside = ["I8"] } };
        Assert.Equal("AsExpected", Run(beside).Status.ToString());
        var other = claim with { Expected = new Keeps("I3") { Beside = ["I10"] } };
        Assert.Equal("Differs", Run(other).Status.ToString());
    }

    // Goal: what a source has right and the model broken is explained, and only as long as it is broken.
    [Theory]
    [InlineData("merge-right-full", "Explained")]
    [InlineData("split-back", "Differs")]
    public void What_a_source_has_right_may_be_broken(string writer, string expected)
    {
        var claim = Of("proc_maps/per-vma-lock", writer, new Contradicted("a document", "I1"));
        Assert.Equal(expected, Run(claim).Status.ToString());
    }

    private static ClaimOutcome Run(Claim claim) => ClaimOutcome.Of(
        Known,
        Known.ClaimGroups[0],
        claim,
        scenario => Explorer.Search(scenario.Build(Known)));

    private static Claim Of(string reader, string writer, Expectation expected) =>
        new() { Id = "test", Source = "a test", Reader = reader, Writers = [writer], Expected = expected };
}
