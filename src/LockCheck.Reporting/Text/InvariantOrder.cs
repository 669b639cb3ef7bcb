using System.Globalization;

namespace LockCheck.Reporting.Text;

/// <summary>Orders invariants as the document numbers them: I3 before I10, I5 before I5''.</summary>
public static class InvariantOrder
{
    /// <summary>Puts ids into that order.</summary>
    public static IEnumerable<string> Sorted(IEnumerable<string> ids) => ids
        .OrderBy(id => Letters(id), StringComparer.Ordinal)
        .ThenBy(Number)
        .ThenBy(id => id, StringComparer.Ordinal);

    private static string Letters(string id) => string.Concat(id.TakeWhile(char.IsAsciiLetter));

    private static int Number(string id)
    {
        var digits = string.Concat(id.SkipWhile(char.IsAsciiLetter).TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
