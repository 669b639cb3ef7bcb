using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>Every invariant trips on a reader that was made to break it, and on nothing else.</summary>
public class MutantTests
{
    // Code E of the matrix is no promise of anybody; it is noticed where I5'' is. The assertions of the maps race test
    // are about its own writers (MapsRaceTests, MapsRaceQueryTests), and page faults, queries and listings of tasks
    // have mutants of their own (PageFaultTests, QueryTests, TaskIteratorTests). I12 and I13 are seen in real readers,
    // and in a mutant (ProgressTests).
    private static readonly string[] Observed = ["E", "I12", "I13", "I17", "PF", "map-query", "maps-race", "tasks"];

    public static TheoryData<string> Mutants => [.. All.Select(mutant => mutant.Name)];

    private static IEnumerable<Mutant> All => Check.Known.Readers.OfType<Mutant>();

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_breaks_the_invariant_that_it_was_made_for_and_no_other(string name)
    {
        var mutant = (Mutant)Check.Known.Reader(name);
        var scenario = ScenarioOf(mutant, mutant.Name);
        var result = Check.Run(scenario);
        Assert.Equal(Verdict.Violated, result.Verdict);
        var failures = Check.Failures(result);
        Assert.True(mutant.Breaks == failures, $"{failures}\n{Check.Explain(scenario, result)}");
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void The_correct_reader_keeps_its_promises_in_the_same_scenario(string name)
    {
        var scenario = ScenarioOf((Mutant)Check.Known.Reader(name), CorrectReader.NameOfIt);
        var result = Check.Run(scenario);
        Assert.True(result.Verdict == Verdict.VerifiedWithinBounds, Check.Explain(scenario, result));
    }

    [Fact]
    public void Every_invariant_has_a_mutant() => Assert.Equal(
        Check.Known.Invariants.Select(invariant => invariant.Id).Except(Observed),
        All.Select(mutant => mutant.Breaks).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_repeated_record_is_noticed_as_a_duplicate_that_nobody_promises_to_avoid()
    {
        var mutant = (Mutant)Check.Known.Reader("mutant/ReportsTwice");
        Assert.Equal("E I4 I5", Check.Observations(Check.Run(ScenarioOf(mutant, mutant.Name))));
    }

    // Goal: a step that breaks two invariants says so of both. Method: the reader that walks down breaks three at once.
    [Fact]
    public void What_a_mutant_cannot_keep_either_is_noticed()
    {
        var mutant = (Mutant)Check.Known.Reader("mutant/WalksDown");
        Assert.Equal("I4 I5", Check.Observations(Check.Run(ScenarioOf(mutant, mutant.Name))));
    }

    private static Scenario ScenarioOf(Mutant mutant, string reader) => new()
    {
        Reader = reader,
        Writers = mutant.Writers,
        Layout = LayoutText.Parse(mutant.Layout),
        RecordsPerPage = mutant.RecordsPerPage,
        Faults = mutant.Faults,
        KeepsWitnessOnly = !mutant.TurnsBack,
    };
}
