using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>I1 with one lost page instead of a set of them: fewer states, and the same findings.</summary>
public class WitnessTests
{
    public static TheoryData<string> Writers => [.. Check.Known.MapWriters.Select(writer => writer.Name)];

    [Theory]
    [MemberData(nameof(Writers))]
    public void Findings_do_not_depend_on_it(string writer)
    {
        foreach (var reader in (string[])["task_vma/v3", "task_vma/v7", "mutant/DropsUnshown", CorrectReader.NameOfIt])
        {
            var witness = Check.Of(reader, writer, RecordsPerPage.Choice);
            var all = Check.Run(witness with { KeepsWitnessOnly = false });
            var one = Check.Run(witness);
            Assert.Equal(Lengths(all), Lengths(one));
        }
    }

    [Fact]
    public void It_makes_many_sets_of_lost_pages_one_state()
    {
        var scenario = new Scenario
        {
            Reader = "task_vma/v3",
            Layout = LayoutText.Parse(string.Join(' ', Enumerable.Range(0, 16).Select(page => $"{page}-{page + 1}r"))),
            RecordsPerPage = RecordsPerPage.Choice,
            Invariants = ["I1"],
        };
        var one = Check.Run(scenario);
        var all = Check.Run(scenario with { KeepsWitnessOnly = false });
        Assert.Equal("I1", Check.Failures(one));
        Assert.True(one.States * 4 < all.States, $"{one.States} of {all.States} states");
    }

    // A reader that turns back to the one page that was kept cannot be decided: an error, and no verdict.
    [Fact]
    public void A_reader_that_turns_back_to_the_witness_gets_no_verdict()
    {
        var mutant = (Mutant)Check.Known.Reader("mutant/WalksDown");
        var scenario = new Scenario { Reader = mutant.Name, Layout = LayoutText.Parse(mutant.Layout) };
        var error = Assert.Throws<RoutineException>(() => Check.Run(scenario));
        Assert.Contains("Scenario.KeepsWitnessOnly", error.Message, StringComparison.Ordinal);
        Assert.Equal("I4'", Check.Failures(Check.Run(scenario with { KeepsWitnessOnly = false })));
    }

    private static IEnumerable<(string Id, int Steps)> Lengths(SearchResult result) => result.Findings
        .Select(finding => (finding.Property!.Id, finding.Path.Count))
        .OrderBy(found => found.Id, StringComparer.Ordinal);
}
