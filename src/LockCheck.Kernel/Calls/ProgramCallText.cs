using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>
/// A <see cref="ProgramCall"/> as text: its word, then ranges as <see cref="LayoutText"/> writes VMAs, and where it
/// comes from behind <c> # </c>, as in <c>mprotect 4-6r,file=1 # line 12: mprotect(0x7f0000004000, 8192, PROT_READ) =
/// 0</c>.
/// </summary>
public static class ProgramCallText
{
    private const string Mark = " # ";

    /// <summary>Prints a call.</summary>
    /// <param name="call">The call.</param>
    /// <returns>One line, which parses back to an equal call.</returns>
    public static string Print(ProgramCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Source.Length == 0 ? call.ToString() : call + Mark + call.Source;
    }

    /// <summary>Parses a call.</summary>
    /// <param name="text">One line.</param>
    /// <returns>The call.</returns>
    /// <exception cref="LayoutException">It is no call; says what was expected.</exception>
    public static ProgramCall Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mark = MarkOf(text);
        var call = (mark < 0 ? text : text[..mark]).Trim();
        var blank = call.IndexOf(' ', StringComparison.Ordinal);
        return new ProgramCall(
            blank < 0 ? call : call[..blank],
            blank < 0 ? [] : LayoutText.ParseVmas(call[blank..]),
            mark < 0 ? string.Empty : text[(mark + Mark.Length)..].Trim());
    }

    /// <summary>Where the mark begins, outside of names in quotes; -1 if there is none.</summary>
    private static int MarkOf(string text)
    {
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && isQuoted)
            {
                at++;
            }
            else if (text[at] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && string.CompareOrdinal(text, at, Mark, 0, Mark.Length) == 0)
            {
                return at;
            }
        }

        return -1;
    }
}
