using System.Globalization;
using System.Text.RegularExpressions;

namespace LockCheck.Reporting.Coyote;

/// <summary>
/// One step of a trace. Operations have an id, counted from 0 in the order of their creation, and a sequence id, a hash
/// of how they were created.
/// </summary>
/// <param name="Operation">The id of the operation that runs.</param>
/// <param name="Sequence">Its sequence id.</param>
public abstract partial record CoyoteStep(ulong Operation, ulong Sequence)
{
    /// <summary>The points at which Coyote schedules.</summary>
    private static readonly string[] Points =
    [
        "Default", "Create", "Start", "ContinueWith", "Interleave", "Yield", "Read", "Write", "Pause", "Acquire",
        "Send", "Receive", "Complete", "Halt", "InjectFailure",
    ];

    /// <summary>Gets the line of the file in which the step stands, from 1; 0 when it was not read from one.</summary>
    public int Line { get; init; }

    /// <summary>Gets the points at which Coyote schedules, for messages.</summary>
    public static string KnownPoints => string.Join(", ", Points);

    /// <summary>Reads a step as <see cref="object.ToString"/> writes it, to the character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The line in which it stands.</param>
    /// <returns>The step; null when it is none.</returns>
    public static CoyoteStep? Read(string text, int line)
    {
        var match = Form().Match(text);
        if (!match.Success || !TryRead(match, "op", out var operation) || !TryRead(match, "seq", out var sequence))
        {
            return null;
        }

        if (match.Groups["bool"].Success)
        {
            return new BooleanStep(operation, sequence, match.Groups["bool"].Value == "True") { Line = line };
        }

        if (match.Groups["int"].Success)
        {
            return int.TryParse(
                match.Groups["int"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? new IntegerStep(operation, sequence, value) { Line = line }
                : null;
        }

        return Points.Contains(match.Groups["point"].Value) && TryRead(match, "next", out var next)
            && TryRead(match, "nextseq", out var nextSequence)
            ? new SchedulingStep(operation, sequence, match.Groups["point"].Value, next, nextSequence) { Line = line }
            : null;
    }

    private static bool TryRead(Match match, string group, out ulong number) => ulong.TryParse(
        match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(
        @"\Aop\((?<op>0|[1-9][0-9]*):(?<seq>0|[1-9][0-9]*)\),"
        + @"(bool\((?<bool>True|False)\)|int\((?<int>0|[1-9][0-9]*)\)"
        + @"|sp\((?<point>[A-Za-z]+)\),next\((?<next>0|[1-9][0-9]*):(?<nextseq>0|[1-9][0-9]*)\))\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>A choice of the operation that goes on.</summary>
/// <param name="Operation">The id of the operation that runs.</param>
/// <param name="Sequence">Its sequence id.</param>
/// <param name="Point">At what it was interrupted, such as <c>Interleave</c>.</param>
/// <param name="Next">The id of the operation that goes on.</param>
/// <param name="NextSequence">Its sequence id.</param>
public sealed record SchedulingStep(ulong Operation, ulong Sequence, string Point, ulong Next, ulong NextSequence)
    : CoyoteStep(Operation, Sequence)
{
    /// <summary>Writes the step as Coyote does.</summary>
    /// <returns>Such as <c>op(0:0),sp(Interleave),next(0:0)</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"op({Operation}:{Sequence}),sp({Point}),next({Next}:{NextSequence})");
}

/// <summary>A choice of a number.</summary>
/// <param name="Operation">The id of the operation that runs.</param>
/// <param name="Sequence">Its sequence id.</param>
/// <param name="Value">The number, from 0.</param>
public sealed record IntegerStep(ulong Operation, ulong Sequence, int Value) : CoyoteStep(Operation, Sequence)
{
    /// <summary>Writes the step as Coyote does.</summary>
    /// <returns>Such as <c>op(0:0),int(2)</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"op({Operation}:{Sequence}),int({Value})");
}

/// <summary>A choice between yes and no, which LockCheck never asks for.</summary>
/// <param name="Operation">The id of the operation that runs.</param>
/// <param name="Sequence">Its sequence id.</param>
/// <param name="Value">The choice.</param>
public sealed record BooleanStep(ulong Operation, ulong Sequence, bool Value) : CoyoteStep(Operation, Sequence)
{
    /// <summary>Writes the step as Coyote does.</summary>
    /// <returns>Such as <c>op(0:0),bool(True)</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"op({Operation}:{Sequence}),bool({Value})");
}
