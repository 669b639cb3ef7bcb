using System.Globalization;
using LockCheck.Engine;

namespace LockCheck.Reporting.Coyote;

/// <summary>Says at which step a trace asks for what the model does not do, or is no trace of a test of ours.</summary>
internal static class TraceMistakes
{
    /// <summary>The model does not do what the trace holds.</summary>
    public static DivergenceException Diverged(
        CoyoteTrace trace,
        int at,
        string expected,
        string cause = "a trace of another scenario, or of another version of LockCheck")
    {
        var (where, found, line) = Place(trace, at);
        return new DivergenceException(
            $"The import diverged {where}. Found: {found}. Expected: {expected}. Usual cause: {cause}. Name the "
            + "scenario with --like or --scenario, or let Coyote find the bug anew.")
        {
            StepNumber = at + 1,
            LineNumber = line,
            Expected = expected,
            Found = found,
        };
    }

    /// <summary>No test of ours writes such a trace.</summary>
    public static CoyoteTraceException Foreign(CoyoteTrace trace, int at, string expected)
    {
        var (where, found, line) = Place(trace, at);
        return new CoyoteTraceException(
            $"The trace is none of a test of LockCheck's: {where}, found: {found}. Expected: {expected}. Usual cause: "
            + "an edit by hand, or a trace of another test. Pass a trace of a test of LockCheck's, as Coyote wrote it.")
        {
            LineNumber = line,
        };
    }

    /// <summary>The number that a trace holds at a step.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="at">The step, from 0.</param>
    /// <param name="operation">The operation that asks.</param>
    /// <param name="count">How many possibilities there are.</param>
    /// <param name="what">What is chosen.</param>
    /// <param name="value">The number; 0 when it cannot be had.</param>
    /// <returns>Why it cannot be had; null when it can.</returns>
    public static DivergenceException? TryTake(
        CoyoteTrace trace, int at, int operation, int count, string what, out int value)
    {
        value = 0;
        if (at < trace.Steps.Count && trace.Steps[at] is IntegerStep step && step.Operation == (ulong)operation
            && step.Value < count)
        {
            value = step.Value;
            return null;
        }

        return Diverged(trace, at, string.Create(
            CultureInfo.InvariantCulture, $"op({operation}:...),int(N) with N below {count}, which chooses {what}"));
    }

    private static (string Where, string Found, int Line) Place(CoyoteTrace trace, int at)
    {
        if (at >= trace.Steps.Count)
        {
            return (string.Create(
                CultureInfo.InvariantCulture,
                $"behind step {trace.Steps.Count} of {trace.Name}, the last one"), "the end of the trace", 0);
        }

        var step = trace.Steps[at];
        return (string.Create(CultureInfo.InvariantCulture, $"at step {at + 1} of {trace.Name} (line {step.Line})"),
            $"`{step}`", step.Line);
    }
}
