using LockCheck.Engine;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Checks;

/// <summary>Says what a check covered: the verdict in words, its bounds, the numbers of the search.</summary>
public static class CoverageText
{
    /// <summary>The verdict in words.</summary>
    public static string Verdict(CheckReport report)
    {
        var result = report.Result;
        var cut = result.CutBy is { } by ? $"; the search was cut by {CutBy(by)}, so there may be more" : string.Empty;
        return result.Verdict switch
        {
            Engine.Verdict.Violated when report.Bounds.Sample is not null => "violated",
            Engine.Verdict.Violated => "violated" + cut,
            Engine.Verdict.VerifiedWithinBounds => "verified within bounds",
            _ when report.Bounds.Sample is not null && result.Runs == report.Bounds.Sample =>
                "inconclusive: random runs verify nothing, and these found nothing",
            _ => $"inconclusive: nothing was found, and the search was cut by {CutBy(result.CutBy!)}",
        };
    }

    /// <summary>What a search that somebody interrupted was cut by.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Says what cut a search: the name of a limit, or that somebody interrupted it.</summary>
    public static string CutBy(string by) => by == Interrupted ? "an interruption" : by;

    /// <summary>The block at the end of a report.</summary>
    public static IEnumerable<string> Lines(CheckReport report)
    {
        var result = report.Result;
        var bounds = ScenarioText.Bounds(report.Scenario, report.Tasks).Concat(ScenarioText.Bounds(report.Bounds));
        var promised = report.Promised.Count == 0 ? "nothing promised" : $"promised {List(report.Promised)}";
        var others = report.Checked.Except(report.Promised).ToList();
        var observed = others.Count == 0 ? string.Empty : $"; not promised {List(others)}";
        var alone = report.Scenario.ChecksAlone ? "; that readers which run alone end, or have to wait" : string.Empty;
        return Wrapping.Lines("verdict   ", Verdict(report))
            .Concat(Wrapping.Lines("bounds    ", string.Join("; ", bounds)))
            .Concat(Wrapping.Lines("checked   ", promised + observed + alone))
            .Concat(report.Remarks.SelectMany(remark => Wrapping.Lines("note      ", remark)))
            .Concat(result.Runs > 0 || report.Bounds.Sample is not null ? Sampling(result) : States(result));
    }

    private static string List(IEnumerable<string> ids) => string.Join(", ", InvariantOrder.Sorted(ids));

    private static IEnumerable<string> States(SearchResult result) =>
    [
        $"states    {Numbers.Of(result.States)} distinct ({Numbers.Of(result.TerminalStates)} terminal, "
            + $"{Numbers.Of(result.DeadlockStates)} deadlocked), {Numbers.Of(result.Transitions, "transition")}, "
            + $"depth {Numbers.Of(result.Depth)}",
        ScenarioText.Missed(result.MissProbability),
        $"search    {Numbers.Of(result.Elapsed)}, {Numbers.Rate(result.States, result.Elapsed)} states/s; "
            + $"a state vector has up to {Numbers.Of(result.VectorBytes, "byte")}",
    ];

    private static IEnumerable<string> Sampling(SearchResult result) =>
    [
        .. SamplingText.Guarantee(result),
        $"runs      {Numbers.Of(result.Runs)} ({Numbers.Of(result.TerminalStates)} ended, "
            + $"{Numbers.Of(result.DeadlockStates)} deadlocked), {Numbers.Of(result.Transitions, "transition")}, "
            + $"longest {Numbers.Of(result.Depth, "step")}",
        .. SamplingText.FirstFailing(result),
        $"search    {Numbers.Of(result.Elapsed)}, {Numbers.Rate(result.Runs, result.Elapsed)} runs/s",
    ];
}
