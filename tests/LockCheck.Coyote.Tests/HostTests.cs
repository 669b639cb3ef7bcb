using LockCheck.Coyote.Cases;
using LockCheck.Coyote.Tests;
using LockCheck.Engine;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Traces;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;
using Xunit.Abstractions;

namespace LockCheck.Coyote;

/// <summary>Both hosts say of the seeds' protocols what the search over all states says.</summary>
public class HostTests(ITestOutputHelper output)
{
    private const uint RunsToFind = 3_000;
    private const uint RunsOfHopeless = 500;
    private const uint RunsOfRepaired = 25;

    [Theory]
    [MemberData(nameof(Seeds.Pairs), MemberType = typeof(Seeds))]
    public void One_operation_finds_what_is_broken_and_nothing_else(string broken, string repaired, bool isDeep) =>
        Compare(broken, repaired, suffix: string.Empty, isDeep, Seeds.Strategies.Take(1));

    [Theory]
    [MemberData(nameof(Seeds.Pairs), MemberType = typeof(Seeds))]
    public void Actors_find_what_is_broken_and_nothing_else(string broken, string repaired, bool isDeep) =>
        Compare(broken, repaired, ActorTests.Suffix, isDeep, Seeds.Strategies);

    // A claim about every writer picks one of them in each run.
    [Theory]
    [InlineData("")]
    [InlineData(ActorTests.Suffix)]
    public void A_run_takes_one_of_several_scenarios(string suffix)
    {
        var test = "Section6_2__bpf_find_vma__any_writer_3" + suffix;
        var found = CoyoteRuns.Test(test, "random", RunsToFind);
        var lines = found.Bug!.Split('\n');
        Assert.StartsWith("bpf_find_vma breaks I10: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("  bpf_find_vma against ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(found.Bug, CoyoteRuns.Replay(test, found.Trace).Bug);
        Assert.Null(CoyoteRuns.Test("Section6_2__bpf_find_vma__any_writer" + suffix, "random", RunsOfRepaired).Bug);
    }

    private void Compare(
        string broken, string repaired, string suffix, bool isDeep, IEnumerable<string> strategies)
    {
        Assert.Empty(FirstLines(repaired));
        var expected = FirstLines(broken);
        Assert.NotEmpty(expected);
        foreach (var strategy in strategies)
        {
            Assert.Null(CoyoteRuns.Test(repaired + suffix, strategy, RunsOfRepaired).Bug);
            var isHopeless = isDeep && strategy == "random";
            var found = CoyoteRuns.Test(broken + suffix, strategy, isHopeless ? RunsOfHopeless : RunsToFind);
            output.WriteLine($"{broken}{suffix}, {strategy}: {found.Runs} runs");
            if (found.Bug is null)
            {
                Assert.True(isHopeless, $"{broken}{suffix}, {strategy}: nothing was found");
                continue;
            }

            Assert.Contains(found.Bug.Split('\n')[0], expected);
            Assert.Equal(found.Bug, CoyoteRuns.Replay(broken + suffix, found.Trace).Bug);
        }
    }

    /// <summary>The first lines of what a search over all states finds, of that what fails the test.</summary>
    private static List<string> FirstLines(string name)
    {
        var claim = ClaimNames.All(ClaimCases.Known).Single(named => named.Name == name).Claim;
        return
        [
            .. claim.ScenariosOf(ClaimCases.Known).SelectMany(scenario =>
                Explorer.Search(scenario.Build(ClaimCases.Known)).Findings
                    .Where(finding => ClaimCases.Of(name).IsFailedBy(finding.Property))
                    .Select(finding => FirstLine(scenario, finding))),
        ];
    }

    private static string FirstLine(Scenario scenario, Finding finding)
    {
        var trace = Trace.Of(LoadedModel.Load(scenario.Build(ClaimCases.Known)), finding.Path);
        return FindingText.Headline(
            scenario.Reader, new ReportedFinding(finding, trace), new ModelText(scenario.Layout)).First();
    }
}
