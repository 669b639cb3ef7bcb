using LockCheck.Engine;
using LockCheck.Reporting.Schedules;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Coyote;

/// <summary>The schedule that a trace was made of, as far as the trace holds it beside its steps.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="About">One line of prose about the bug.</param>
/// <param name="Breaks">What the last step breaks.</param>
/// <param name="IsShortest">Whether no shorter schedule breaks it.</param>
/// <param name="Steps">How many steps there are.</param>
/// <param name="Digest">The digest of the whole.</param>
internal sealed record OriginalSchedule(
    Scenario Scenario, string About, string Breaks, bool IsShortest, int Steps, string Digest)
{
    private const string AboutKey = "about";
    private const string BreaksKey = "breaks";
    private const string ShortestKey = "shortest";
    private const string KindKey = "kind";
    private const string Yes = "yes";

    /// <summary>What a trace is to hold of a schedule.</summary>
    public static TraceOrigin Of(ScheduleFile schedule) => new(
        [
            (AboutKey, schedule.About),
            (BreaksKey, schedule.Breaks),
            (ShortestKey, schedule.IsShortest ? Yes : "no"),
            .. schedule.Head,
        ],
        schedule.Steps.Count,
        schedule.Digest);

    /// <summary>Reads it back; the digest is compared when the run is known.</summary>
    public static OriginalSchedule Read(string name, TraceOrigin origin)
    {
        string[] keys = [AboutKey, BreaksKey, ShortestKey, KindKey];
        for (var i = 0; i < keys.Length; i++)
        {
            if (i >= origin.Head.Count || origin.Head[i].Key != keys[i])
            {
                throw Wrong(name, $"`{keys[i]}: ...` does not stand in line {i + 1} of `Head`");
            }
        }

        // The other lines are compared by the digest; this one is prose, and a schedule takes no other characters.
        if (origin.Head[0].Value.Any(char.IsControl) || origin.Head[0].Value.Trim() != origin.Head[0].Value
            || origin.Head[0].Value.Length == 0)
        {
            throw Wrong(name, "`about` is not one line of text");
        }

        try
        {
            return new OriginalSchedule(
                ScenarioHead.Parse([.. origin.Head.Skip(keys.Length)], keys.Length + 2),
                origin.Head[0].Value,
                origin.Head[1].Value,
                origin.Head[2].Value == Yes,
                origin.Steps,
                origin.Digest);
        }
        catch (ScenarioException exception)
        {
            var end = exception.Message.IndexOf(" Usual cause", StringComparison.Ordinal);
            throw Wrong(name, end < 0 ? exception.Message : exception.Message[..end], exception);
        }
    }

    private static CoyoteTraceException Wrong(string name, string why, Exception? cause = null) => new(
        $"{name} does not say which schedule it was made of: {why.TrimEnd('.')}. Usual cause: an edit of its member "
        + "`LockCheck`, or another version of LockCheck. Export the schedule again.",
        cause!);
}
