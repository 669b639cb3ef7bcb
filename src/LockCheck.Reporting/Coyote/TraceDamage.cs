using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LockCheck.Reporting.Coyote;

/// <summary>Says what is wrong with a file that should be a trace of Coyote's, and in which line.</summary>
internal sealed class TraceDamage(byte[] bytes, string name)
{
    private const string Advice =
        "Usual cause: an edit by hand, or another program. Pass a file that `coyote test` or `lockcheck export` wrote.";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The line in which a byte stands, from 1.</summary>
    public int LineOf(long at) => bytes.AsSpan(0, (int)Math.Min(at, bytes.Length)).Count((byte)'\n') + 1;

    /// <summary>A complaint about the byte at a position.</summary>
    public CoyoteTraceException At(long at, string what, string expected, string advice = Advice)
    {
        var line = LineOf(at);
        var text = Encoding.UTF8.GetString(bytes).Split('\n');
        return Complaint(line, what, $"`{Visible(text[Math.Min(line, text.Length) - 1].Trim())}`", expected, advice);
    }

    /// <summary>Refuses what is no JSON text as a whole; the rest of the reader need not think of that.</summary>
    public void RequireJson()
    {
        const string trace = "a JSON object as `coyote test` writes it";
        if (bytes.AsSpan().Trim(" \t\r\n"u8).Length == 0)
        {
            throw Complaint(1, "the file is empty", "nothing", trace, "Usual cause: a full disk, or a file that was "
                + "made and never written. Fetch it again.");
        }

        RequireText();
        RequireSyntax(isWhole: false, trace);
        RequireSyntax(isWhole: true, trace);
    }

    private static string Visible(string text)
    {
        const int most = 120;
        var shown = string.Concat(text.EnumerateRunes().Take(most).Select(rune =>
            Rune.IsControl(rune) || rune.Value == 0xFEFF ? $"\\u{rune.Value:x4}" : rune.ToString()));
        return text.Length > most ? shown + "..." : shown;
    }

    private void RequireText()
    {
        try
        {
            _ = Strict.GetCharCount(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw At(exception.Index, "the file is no text in UTF-8", "a text in UTF-8");
        }
    }

    /// <summary>A text that is only cut off has no wrong syntax as long as more may come.</summary>
    private void RequireSyntax(bool isWhole, string expected)
    {
        try
        {
            var json = new Utf8JsonReader(bytes, isWhole, state: default);
            while (json.Read())
            {
                // A text with an escaped half of a surrogate pair has no characters.
                if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    RequireCharacters(ref json);
                }
            }
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0) + 1;
            throw isWhole
                ? Complaint(line, "the file ends too early", "the end of the file", "the rest of the trace", "Usual "
                    + "cause: a copy that stopped half-way. Copy it again.")
                : At(StartOf(line), "this is no JSON", expected);
        }
    }

    private void RequireCharacters(ref Utf8JsonReader json)
    {
        try
        {
            _ = json.GetString();
        }
        catch (InvalidOperationException)
        {
            throw At(json.TokenStartIndex, "the text has half a character", "a text in Unicode");
        }
    }

    private int StartOf(int line)
    {
        var at = 0;
        for (; line > 1; line--)
        {
            at += bytes.AsSpan(at).IndexOf((byte)'\n') + 1;
        }

        return at;
    }

    private CoyoteTraceException Complaint(int line, string what, string found, string expected, string advice) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}: {what}. ")
            + $"Found: {found}. Expected: {expected}. {advice}")
        {
            LineNumber = line,
        };
}
