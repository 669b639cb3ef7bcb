using System.Globalization;

namespace LockCheck.Engine;

/// <summary>One recorded step.</summary>
/// <param name="Number">The step's number, from 1.</param>
/// <param name="Thread">The name of the thread that runs, as in <see cref="TraceStep.Thread"/>.</param>
/// <param name="Operation">The operation that it is at.</param>
/// <param name="Choices">The value choices that the step makes, in order.</param>
public sealed record ScheduleStep(
    int Number, string Thread, string Operation, IReadOnlyList<TraceChoice> Choices)
{
    private const int NumberWidth = 5;

    /// <summary>Writes the choices as the end of a step's line.</summary>
    internal static string TextOf(IReadOnlyList<TraceChoice> choices) =>
        $"[{string.Join(", ", choices)}]";

    /// <summary>Writes the step's line, with the thread's name padded so that operations stand in one column.</summary>
    internal string ToLine(int threadWidth)
    {
        // An operation that itself ends like a list of choices gets an empty list behind it.
        var choices = Choices.Count > 0 || EndsLikeChoices(Operation) ? " " + TextOf(Choices) : string.Empty;
        var number = Number.ToString(CultureInfo.InvariantCulture).PadLeft(NumberWidth);
        return $"{number} {Thread.PadRight(threadWidth)}  {Operation}{choices}";
    }

    /// <summary>Reads a step's line; null when it is none.</summary>
    internal static ScheduleStep? Read(string line)
    {
        var rest = line.TrimStart(' ');
        var afterNumber = rest.IndexOf(' ', StringComparison.Ordinal);
        if (afterNumber < 0 || !TryRead(rest[..afterNumber], out var number))
        {
            return null;
        }

        rest = rest[(afterNumber + 1)..];
        var afterThread = rest.IndexOf(' ', StringComparison.Ordinal);
        if (afterThread < 1)
        {
            return null;
        }

        var thread = rest[..afterThread];
        var operation = rest[afterThread..].TrimStart(' ');
        var choices = new List<TraceChoice>();
        if (EndsLikeChoices(operation))
        {
            var open = operation.LastIndexOf(" [", StringComparison.Ordinal);
            var list = operation[(open + 2)..^1];
            operation = operation[..open];
            if (list.Length > 0 && !ReadChoices(list, choices))
            {
                return null;
            }
        }

        var step = new ScheduleStep(number, thread, operation, choices);
        return ScheduleRules.WrongIn(step) is null ? step : null;
    }

    private static bool EndsLikeChoices(string operation)
    {
        var open = operation.LastIndexOf(" [", StringComparison.Ordinal);
        return open >= 0 && operation.IndexOf(']', open) == operation.Length - 1;
    }

    private static bool ReadChoices(string list, List<TraceChoice> choices)
    {
        foreach (var choice in list.Split(", "))
        {
            var equals = choice.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !TryRead(choice[(equals + 1)..], out var value))
            {
                return false;
            }

            choices.Add(new TraceChoice(choice[..equals], value));
        }

        return true;
    }

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
