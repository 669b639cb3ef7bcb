using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Text;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Claims;

/// <summary>The claims, one below the other, and their sum.</summary>
public static class ClaimsText
{
    private const int IdColumns = 7;
    private const int StatusColumns = 14;
    private const int StatesColumns = 20;

    /// <summary>Prints the claims.</summary>
    public static IEnumerable<string> Lines(ClaimsReport report) =>
        Folded(report.Outcomes).SelectMany(Lines).Append(string.Empty).Concat(Sum(report));

    /// <summary>Neighbours that are not modelled for one reason stand in one line.</summary>
    private static IEnumerable<(ClaimOutcome First, int Count)> Folded(IReadOnlyList<ClaimOutcome> outcomes)
    {
        for (var at = 0; at < outcomes.Count;)
        {
            var first = outcomes[at];
            var count = outcomes.Skip(at).TakeWhile(outcome => IsLike(first, outcome)).Count();
            yield return (first, count);
            at += count;
        }
    }

    private static bool IsLike(ClaimOutcome first, ClaimOutcome outcome) =>
        ReferenceEquals(first, outcome) ||
        (outcome.Status is ClaimStatus.NotModelled or ClaimStatus.NotReached &&
            (first.Status, first.Found, first.Claim.Id) == (outcome.Status, outcome.Found, outcome.Claim.Id));

    private static IEnumerable<string> Lines((ClaimOutcome First, int Count) entry)
    {
        var (outcome, count) = entry;
        var lead = outcome.Claim.Id.PadRight(IdColumns) + ClaimsReport.NameOf(outcome.Status).PadRight(StatusColumns);
        if (outcome.Searches.Count == 0)
        {
            return Wrapping.Lines(lead, (count > 1 ? $"{Numbers.Of(count, "claim")}: " : string.Empty) + outcome.Found);
        }

        // The number stands behind the text, in room of its own: where a line ends does not depend on it.
        var lines = Wrapping.Lines(lead, $"{Who(outcome)}: {What(outcome)}", Wrapping.Columns - StatesColumns).ToList();
        lines[^1] += $" [{Numbers.Of(outcome.States, "state")}]";
        return lines;
    }

    private static string What(ClaimOutcome outcome) => outcome.Status switch
    {
        ClaimStatus.AsExpected => outcome.Found,
        _ => $"{outcome.Found}; expected {outcome.Claim.Expected!.Text} ({outcome.Claim.Source})",
    };

    /// <summary>Says who reads and who writes, and what else is not as by default.</summary>
    private static string Who(ClaimOutcome outcome)
    {
        var (claim, scenario) = (outcome.Claim, outcome.Searches[0].Scenario);
        return string.Join(", ", new[]
        {
            claim.AgainstEveryWriter ? AgainstEveryWriter(claim, scenario) : ScenarioText.Who(scenario),
            scenario.RecordsPerPage == new RecordsPerPage(1) ? null : $"records per page {scenario.RecordsPerPage}",
            scenario.RwSem == RwSemLevel.L1 ? null : $"rwsem {scenario.RwSem}",
            scenario.Faults == Faults.None ? null : $"faults {ScenarioHead.TextOf(scenario.Faults)}",
            scenario.Repeat == 1 ? null : Numbers.Of(scenario.Repeat, "round"),
            scenario.Undoes ? "undone" : null,
            claim.Layout is null ? null : $"layout {LayoutText.Print(scenario.Layout)}",
        }.OfType<string>());
    }

    private static string AgainstEveryWriter(Claim claim, Scenario scenario) =>
        $"{(scenario.Readers > 1 ? $"{scenario.Readers} x " : string.Empty)}{scenario.Reader} against every writer"
        + (claim.Except.Count == 0 ? string.Empty : $" but {string.Join(", ", claim.Except)}");

    private static IEnumerable<string> Sum(ClaimsReport report)
    {
        var counts = Enum.GetValues<ClaimStatus>()
            .Select(status => (Name: ClaimsReport.NameOf(status), Count: report.Count(status)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{Numbers.Of(entry.Count)} {entry.Name}");
        return Wrapping.Lines(
                "claims    ", $"{Numbers.Of(report.Outcomes.Count, "claim")}: {string.Join(", ", counts)}")
            .Concat(Wrapping.Lines(
                "bounds    ",
                "1 reader; the writer's own layout, one round, 1 record a page and no faults unless a line says "
                + "otherwise; rwsem L1"))
            .Concat(Wrapping.Lines(
                "search    ",
                $"{Numbers.Of(report.Searches, "search", "searches")}, "
                + $"{Numbers.Of(report.States)} distinct states, {Numbers.Of(report.Elapsed)}"));
    }
}
