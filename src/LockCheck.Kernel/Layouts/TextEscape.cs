using System.Globalization;
using System.Text;

namespace LockCheck.Kernel.Layouts;

/// <summary>Escapes that keep any text on one line of printable ASCII, in names and in error messages.</summary>
internal static class TextEscape
{
    private const int ShownMax = 100;

    /// <summary>Appends the text with <c>\"</c>, <c>\\</c>, and <c>\uXXXX</c> for each UTF-16 unit outside printable
    /// ASCII (so that lone surrogates survive too).</summary>
    public static void Append(StringBuilder to, ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c is '"' or '\\') to.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') to.Append(c);
            else to.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The text in quotes for an error message, cut after 100 characters.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder("\"");
        Append(quoted, text.Length <= ShownMax ? text : text[..ShownMax]);
        return quoted.Append(text.Length <= ShownMax ? "\"" : "...\"").ToString();
    }
}
