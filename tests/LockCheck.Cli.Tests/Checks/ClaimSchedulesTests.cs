using LockCheck.Engine;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;

namespace LockCheck.Cli.Tests.Checks;

/// <summary>
/// The shortest schedule of each bug, kept in <c>golden/claims</c> with its trace: the search still finds one of that
/// length, and the kept one still shows the bug.
/// </summary>
public sealed class ClaimSchedulesTests : CommandTest
{
    private const string Switch = "LOCKCHECK_UPDATE_GOLDEN";

    private static readonly Catalogue Known = Catalogue.Load();

    private static string Kept => Path.Combine(Golden.Folder, "claims");

    public static TheoryData<string> Names => [.. AllNames()];

    // Goal: no bug gets out of reach, or is only shown by longer schedules. Method: a search, whose schedule is as long
    // as the kept one; and a replay of the kept one, with the recorded verdict, whose screen is the golden trace.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_shortest_schedule_is_as_long_as_the_kept_one_which_replays(string name)
    {
        var (claim, property) = Broken().First(entry => NameOf(entry.Claim, entry.Property) == name);
        var scenario = claim.ScenarioOf(Known);
        var result = Explorer.Search(scenario.Build(Known), new SearchOptions { Alone = scenario.Alone });
        var finding = result.Findings.Single(found => (found.Property?.Id ?? ScheduleFile.Deadlock) == property);
        var file = Path.Combine(Kept, name);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            var trace = Trace.Of(LoadedModel.Load(scenario.Build(Known)), finding.Path);
            var about = FindingText.About($"{claim.Id}, {ScenarioText.Who(scenario)}", finding.Property);
            Directory.CreateDirectory(Kept);
            ScheduleFile.From(trace, finding, about, ScheduleHead.Of(scenario, finding.Property)).Save(file);
        }

        var schedule = ScheduleFile.Load(file);
        Assert.True(schedule.IsShortest);
        Assert.Equal(schedule.Steps.Count, finding.Path.Count);
        Assert.Equal(property, schedule.Breaks);

        var outcome = Run("replay", file);
        Golden.Matches(Path.Combine("claims", Path.GetFileNameWithoutExtension(name)), outcome.Output.Replace(
            Golden.Folder, "golden", StringComparison.Ordinal));
        var isRound = finding.Property == Property.Alone;
        Assert.Equal(finding.IsDeadlock ? 11 : isRound ? 13 : finding.IsFailure ? 12 : 0, outcome.Code);
    }

    // Goal: nothing is kept that no claim stands for.
    [Fact]
    public void Every_kept_schedule_belongs_to_a_claim()
    {
        var names = AllNames().Order(StringComparer.Ordinal);
        var kept = Directory.EnumerateFiles(Kept, "*" + ScheduleNames.Extension)
            .Select(file => Path.GetFileName(file)!);
        Assert.Equal(names, kept.Order(StringComparer.Ordinal));
    }

    // What a table says of some writer is no bug of its own: which one shows it first depends on their names.
    private static IEnumerable<(Claim Claim, string Property)> Broken() => ClaimList.All(Known)
        .Where(entry => entry.Group is not Table62Claims)
        .Where(entry => entry.Claim.Expected is Breaks && entry.Claim.WhyNot(Known) is null)
        .SelectMany(entry => ((Breaks)entry.Claim.Expected!).Ids.Select(id => (entry.Claim, id)));

    private static IEnumerable<string> AllNames() =>
        Broken().Select(entry => NameOf(entry.Claim, entry.Property)).Distinct(StringComparer.Ordinal);

    private static string NameOf(Claim claim, string property)
    {
        var id = claim.Id.Replace("#", "bug-", StringComparison.Ordinal);
        return $"{id}.{ScheduleNames.Of(Known, claim.ScenarioOf(Known), property)}";
    }
}
