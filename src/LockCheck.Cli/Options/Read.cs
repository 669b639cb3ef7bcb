using System.CommandLine.Parsing;
using System.Globalization;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Reporting.Checks;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Cli.Options;

/// <summary>Reads the values of options; what cannot be read is said in the words of the option.</summary>
internal static class Read
{
    public static Func<ArgumentResult, int?> Int(int from, int to) => result => Value<int?>(
        result,
        $"a number from {from} to {to}",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) &&
            number >= from && number <= to ? number : null);

    public static Func<ArgumentResult, long?> Long => result => Value<long?>(
        result,
        "a number from 1",
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null);

    /// <summary>A line, or 0 for the end.</summary>
    public static Func<ArgumentResult, long?> LineOrEnd => result => Value<long?>(
        result,
        "the number of a line, or `end`",
        text => string.Equals(text, "end", StringComparison.Ordinal) ? 0
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : null);

    public static Func<ArgumentResult, ulong?> Seed => result => Value<ulong?>(
        result,
        "a number from 0 to 18446744073709551615",
        text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    public static Func<ArgumentResult, string?> Reduction => result => Value(
        result, "the name of a reduction, which is `por`", text => text == "por" ? text : null);

    public static Func<ArgumentResult, double?> Positive(double most) => result => Value<double?>(
        result,
        $"a number above 0, of at most {most.ToString("#,0", CultureInfo.InvariantCulture)}",
        text => double.TryParse(
            text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) &&
            number > 0 && number <= most ? number : null);

    public static Func<ArgumentResult, RecordsPerPage?> RecordsPerPage => result => Value(
        result, "a number from 1, `all` or `choice`", ScenarioHead.ReadRecordsPerPage);

    public static Func<ArgumentResult, RecordsPerPage[]?> PageSizes => result => Values(
        result, "numbers from 1, `all` or `choice`", ScenarioHead.ReadRecordsPerPage);

    public static Func<ArgumentResult, RwSemLevel[]?> RwSemLevels => result => Values(
        result, "some of L0, L1 and L2", ScenarioHead.ReadRwSem);

    public static Func<ArgumentResult, RwSemLevel?> RwSem => result => Value(
        result, "L0, L1 or L2", ScenarioHead.ReadRwSem);

    public static Func<ArgumentResult, Faults?> Faults => result => Value(
        result, $"`none`, or some of {ScenarioHead.KnownFaults}, with commas between them", ScenarioHead.ReadFaults);

    public static Func<ArgumentResult, SamplingStrategy?> Strategy => result => Value(
        result, "random, pct, pos or surw", SamplingText.Read);

    private static T[]? Values<T>(ArgumentResult result, string expected, Func<string, T?> read)
        where T : struct
    {
        var values = result.Tokens.Select(token => Value(result, token.Value, expected, read)).ToList();
        return values.Contains(null) ? null : [.. values.OfType<T>()];
    }

    private static T? Value<T>(ArgumentResult result, string expected, Func<string, T?> read) =>
        Value(result, result.Tokens[^1].Value, expected, read);

    private static T? Value<T>(ArgumentResult result, string text, string expected, Func<string, T?> read)
    {
        var value = read(text);
        if (value is null)
        {
            var option = ((OptionResult)result.Parent!).Option.Name;
            result.AddError($"{option} takes {expected}, and `{text}` is not. Usual cause: a slip, or the value of "
                + "another option. Correct the value, or leave the option out for its default.");
        }

        return value;
    }
}
