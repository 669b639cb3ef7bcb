using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>Every promise of the maps files trips on a file that was made to break it, and on nothing else.</summary>
public class FileMutantTests
{
    public static TheoryData<string> Mutants =>
        [.. All.Where(mutant => mutant.Breaks.Length > 0).Select(mutant => mutant.Name)];

    private static IEnumerable<FileMutant> All => Check.Known.Readers.OfType<FileMutant>();

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_breaks_the_promise_that_it_was_made_for_and_no_other(string name)
    {
        var mutant = (FileMutant)Check.Known.Reader(name);
        var scenario = ScenarioOf(mutant, mutant.Name);
        var result = Check.Run(scenario);
        Assert.True(mutant.Breaks == Check.Failures(result), Check.Explain(scenario, result));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void The_file_without_defect_keeps_its_promises_in_the_same_scenario(string name)
    {
        var scenario = ScenarioOf((FileMutant)Check.Known.Reader(name), FileMutant.Original);
        var result = Check.Run(scenario);
        Assert.True(result.Verdict == Verdict.VerifiedWithinBounds, Check.Explain(scenario, result));
    }

    [Fact]
    public void Every_promise_has_a_mutant() => Assert.Equal(
        Check.Known.Reader(FileMutant.Original).Promises.Order(StringComparer.Ordinal),
        All.Select(mutant => mutant.Breaks).Where(id => id.Length > 0).Distinct().Order(StringComparer.Ordinal));

    // Goal: it is P-ML that the mutants spoil. Method: without a defect they are the same file, state by state.
    [Theory]
    [InlineData("merge-both", Faults.Grow)]
    [InlineData("split-then-re-merge", Faults.Signal)]
    [InlineData("munmap-everything", Faults.Exit)]
    public void Without_a_defect_it_is_the_original(string writer, Faults faults)
    {
        var one = Check.Run(Check.Of(FileMutant.Original, writer, RecordsPerPage.Choice, faults));
        var other = Check.Run(Check.Of("file-mutant/None", writer, RecordsPerPage.Choice, faults));
        Assert.Equal((one.States, one.Transitions, one.Depth), (other.States, other.Transitions, other.Depth));
        Assert.Equal(Check.Observations(one), Check.Observations(other));
    }

    private static Scenario ScenarioOf(FileMutant mutant, string reader) => new()
    {
        Reader = reader,
        Writers = mutant.Writers,
        Repeat = mutant.Repeat,
        Layout = LayoutText.Parse("0-4r 4-8w 8-12r"),
        RecordsPerPage = mutant.RecordsPerPage,
        Faults = mutant.Faults,
    };
}
