using System.Globalization;

namespace LockCheck.Coyote.StandIn.Scheduling;

/// <summary>A line of a trace.</summary>
/// <param name="Point">The kind of scheduling point; null for a number that was asked for.</param>
/// <param name="Value">The operation that has the next turn, or the number.</param>
internal sealed record TraceStep(string? Point, int Value)
{
    /// <summary>Reads a line: <c>op(0:0),sp(Pause),next(1:1)</c> or <c>op(1:1),int(0)</c>.</summary>
    public static TraceStep Parse(string line)
    {
        var tokens = line.Split(',');
        return tokens[1].StartsWith("sp(", StringComparison.Ordinal)
            ? new TraceStep(Inside(tokens[1]), Number(Inside(tokens[2]).Split(':')[0]))
            : new TraceStep(null, Number(Inside(tokens[1])));
    }

    private static string Inside(string token) => token[(token.IndexOf('(', StringComparison.Ordinal) + 1)..^1];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
