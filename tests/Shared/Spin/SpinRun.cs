using System.Globalization;
using System.Text.RegularExpressions;
using LockCheck.Engine;

namespace LockCheck.Spin;

/// <summary>What a verifier that SPIN made has printed of a search over all states.</summary>
/// <param name="States">Distinct states.</param>
/// <param name="Transitions">Steps between them. SPIN counts the initial state as one more.</param>
/// <param name="Seconds">The time of the search, to a hundredth.</param>
/// <param name="MemoryBytes">The memory for states, with the hash table and the stack.</param>
/// <param name="Verdict">What is broken, as <see cref="VerdictOf"/> has it.</param>
internal sealed partial record SpinRun(
    long States, long Transitions, double Seconds, double MemoryBytes, string Verdict)
{
    private const double Megabyte = 1_000_000;
    private const string Deadlock = "deadlock";
    private const string Nothing = "verified";

    /// <summary>Reads what the verifier printed.</summary>
    /// <exception cref="SpinException">It does not say how a search over all states ended.</exception>
    public static SpinRun Parse(string output)
    {
        if (output.Contains("max search depth too small", StringComparison.Ordinal)
            || output.Contains("Search not completed", StringComparison.Ordinal))
        {
            throw new SpinException(
                "SPIN's search was cut. Usual cause: a model with longer runs than the stack that it was given (-m), "
                + $"or too little memory. It said:\n{output}");
        }

        var broken = Assertions().Matches(output).Select(found => Invariant().Match(found.Value))
            .Select(named => named.Success ? named.Value : "an assertion without a name")
            .Concat(InvalidEnds().Matches(output).Select(_ => Deadlock));
        return new SpinRun(
            (long)Number(output, Stored()),
            (long)Number(output, Steps()) - 1,
            Number(output, Elapsed()),
            Number(output, Memory()) * Megabyte,
            Text(broken));
    }

    /// <summary>The same words for what LockCheck found.</summary>
    public static string VerdictOf(SearchResult result) => result.CutBy is { } by
        ? $"cut by {by}"
        : Text(result.Findings.Where(finding => finding.IsFailure).Select(finding => finding.Property?.Id ?? Deadlock));

    private static string Text(IEnumerable<string> broken)
    {
        var names = broken.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? Nothing : $"breaks {string.Join(", ", names)}";
    }

    private static double Number(string output, Regex what)
    {
        var found = what.Match(output);
        return found.Success
            ? double.Parse(found.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture)
            : throw new SpinException(
                $"SPIN's verifier did not say `{what}`. Usual cause: it ended with an error, or is of a version that "
                + $"prints something else; 6.5 is known. It said:\n{output}");
    }

    [GeneratedRegex(@"([0-9.e+]+) states, stored", RegexOptions.CultureInvariant)]
    private static partial Regex Stored();

    [GeneratedRegex(@"([0-9.e+]+) transitions", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();

    [GeneratedRegex(@"elapsed time ([0-9.e+]+) seconds", RegexOptions.CultureInvariant)]
    private static partial Regex Elapsed();

    [GeneratedRegex(@"([0-9.e+]+)\s+total actual memory usage", RegexOptions.CultureInvariant)]
    private static partial Regex Memory();

    [GeneratedRegex("pan:[0-9]+: invalid end state", RegexOptions.CultureInvariant)]
    private static partial Regex InvalidEnds();

    [GeneratedRegex("pan:[0-9]+: assertion violated .*", RegexOptions.CultureInvariant)]
    private static partial Regex Assertions();

    [GeneratedRegex(@"\bI[0-9]+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Invariant();
}
