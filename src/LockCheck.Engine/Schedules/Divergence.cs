using System.Globalization;

namespace LockCheck.Engine;

/// <summary>Says where a replay differs from its schedule, and what the model does there.</summary>
internal sealed class Divergence(ScheduleFile schedule, TraceRecorder recorder)
{
    /// <summary>The schedule cannot be run at all.</summary>
    public DivergenceException AtStart(string expected, string found) =>
        Make(0, ScheduleRules.BreaksLine, expected, found, string.Empty);

    /// <summary>A step cannot be made; the model stands before it.</summary>
    public DivergenceException Before(ScheduleStep step, string found) =>
        Make(step.Number, schedule.LineOf(step.Number), Recorded(step), found, Situation());

    /// <summary>A step was made and did something else.</summary>
    public DivergenceException Within(ScheduleStep step, string found, Exception? cause = null) =>
        Make(step.Number, schedule.LineOf(step.Number), Recorded(step), found, string.Empty, cause);

    /// <summary>All steps were made, and the recorded bug is not there.</summary>
    public DivergenceException AtEnd(string expected, string found) =>
        Make(schedule.Steps.Count, schedule.LineOf(schedule.Steps.Count), expected, found, Situation());

    private static string Recorded(ScheduleStep step)
    {
        var choices = step.Choices.Count == 0 ? string.Empty : $" with {ScheduleStep.TextOf(step.Choices)}";
        return $"{step.Thread} to do `{step.Operation}`{choices}";
    }

    private static DivergenceException Make(
        int step, int line, string expected, string found, string situation, Exception? cause = null)
    {
        var where = step == 0
            ? string.Create(CultureInfo.InvariantCulture, $"before its first step (line {line} of the schedule)")
            : string.Create(CultureInfo.InvariantCulture, $"at step {step} (line {line} of the schedule)");
        var message =
            $"The replay diverged {where}. Expected: {expected}. Found: {found.TrimEnd('.')}.{situation} Usual cause: "
            + "the protocol's steps changed since the schedule was recorded, or the model was loaded with other "
            + "settings. Record the schedule anew with `lockcheck check`.";
        return new DivergenceException(message, cause!)
        {
            StepNumber = step,
            LineNumber = line,
            Expected = expected,
            Found = found,
        };
    }

    /// <summary>What every thread that is left is at.</summary>
    private string Situation()
    {
        var threads = recorder.Finish().Unfinished;
        if (threads.Count == 0)
        {
            return " No thread is left.";
        }

        return " The model here: " + string.Join("; ", threads.Select(thread =>
            $"{thread.Thread} at `{thread.Operation}` (" + (thread.IsEnabled ? "can go on"
                : thread.BlockedBy.Length > 0 ? $"blocked: {thread.BlockedBy}" : "blocked") + ")")) + ".";
    }
}
