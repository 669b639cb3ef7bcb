using System.Globalization;
using LockCheck.Kernel.Traces;
using LockCheck.Reporting.Text;

namespace LockCheck.Reporting.Recordings;

/// <summary>A replayed log as text.</summary>
public static class MapsReport
{
    private const int NamesShown = 12;

    /// <summary>The map as /proc/PID/maps has it; or, if one was expected, differences and summary.</summary>
    public static IEnumerable<string> Lines(TraceOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Comparison is not { } comparison)
        {
            return outcome.Map.Select(line => line.ToString());
        }

        // Without separators: other programs look for these two numbers.
        return
        [
            .. comparison.Lines,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{comparison.AsExpected} of {comparison.Total} lines as expected{Others(comparison)}"),
            .. Summary(outcome),
        ];
    }

    /// <summary>What was replayed, and what deserves doubt.</summary>
    public static IEnumerable<string> Summary(TraceOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"the map of process {outcome.Process} at line {outcome.Line}, {outcome.Moment}");
        yield return $"{Numbers.Of(outcome.Lines, "line")}, {Numbers.Of(outcome.Calls, "memory call")}, "
            + Numbers.Of(outcome.Threads, "thread");
        if (outcome.Comparison is { Grown: > 0 } comparison)
        {
            yield return $"{Numbers.Of(comparison.Grown, "stack")} grown by faults, which no log shows: as expected";
        }

        foreach (var line in Differences(outcome))
        {
            yield return line;
        }

        if (outcome.UnknownCalls > 0)
        {
            var names = outcome.Unknown.Take(NamesShown).Select(one => $"{one.Name} ({Numbers.Of(one.Count)})");
            var rest = outcome.Unknown.Length > NamesShown ? ", ..." : string.Empty;
            yield return $"{Numbers.Of(outcome.UnknownCalls, "call")} of which the model knows nothing: "
                + string.Join(", ", names) + rest;
        }

        if (outcome.Unmapped > 0)
        {
            yield return $"{Numbers.Of(outcome.Unmapped, "memory call")} not replayed: of processes behind an exec, "
                + "whose maps are not known";
        }

        if (outcome.Unannounced > 0)
        {
            yield return $"{Numbers.Of(outcome.Unannounced, "thread")} without a clone in the log, taken to share a "
                + "map";
            yield return "  with whoever spoke before; have strace log clone, clone3, fork and vfork too";
        }
    }

    private static string Others(MapsComparison comparison) => comparison.Unexpected == 0
        ? string.Empty
        : $", {Numbers.Of(comparison.Unexpected, "other")} beside them";

    private static IEnumerable<string> Differences(TraceOutcome outcome)
    {
        if (outcome.Differing == 0)
        {
            yield break;
        }

        yield return $"{Numbers.Of(outcome.Differing, "call")} with another result in the model; the log's counts:";
        foreach (var one in outcome.Differences)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  line {one.Line}: {one.Call}");
            yield return $"    {one.Said} in the log, {one.Got} in the model";
        }

        if (outcome.Differing > outcome.Differences.Length)
        {
            yield return $"  and {Numbers.Of(outcome.Differing - outcome.Differences.Length)} more; --first shows more "
                + "of them";
        }
    }
}
