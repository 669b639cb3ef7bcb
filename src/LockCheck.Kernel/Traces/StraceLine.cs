using System.Buffers;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// One line of a log of strace (6.x; older forms where they differ in blanks only), with a pid in front in either form,
/// and with or without times. Spans lie in the line.
/// </summary>
internal ref struct StraceLine
{
    private static readonly SearchValues<byte> TimeBytes = SearchValues.Create("0123456789.:"u8);
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"()<"u8);

    /// <summary>The thread, or 0 where the line names none.</summary>
    public long Pid;

    /// <summary>What the line is.</summary>
    public LineKind Kind;

    /// <summary>The call's name.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>The arguments; of a resumed call those that follow.</summary>
    public ReadOnlySpan<byte> Args;

    /// <summary>From the name, or from what follows a resumption, to the end of the line.</summary>
    public ReadOnlySpan<byte> Rest;

    /// <summary>Whether the result is known (not <c>?</c>).</summary>
    public bool HasResult;

    /// <summary>The result; -1 with an error.</summary>
    public long Result;

    /// <summary>The name of the error, or nothing.</summary>
    public ReadOnlySpan<byte> Error;

    /// <summary>Parses a line: nothing, or what is wrong with it.</summary>
    public static string? Parse(ReadOnlySpan<byte> line, out StraceLine parsed)
    {
        parsed = default;
        var text = parsed.AfterPrefix(line.TrimEnd((byte)'\r'));
        if (text.IsEmpty)
        {
            return "there is nothing in the line";
        }

        if (text[0] is (byte)'+' or (byte)'-')
        {
            return parsed.Event(text);
        }

        if (text.StartsWith("strace: "u8))
        {
            parsed.Kind = LineKind.Note;
            return null;
        }

        return text.StartsWith("<... "u8) ? parsed.Resumption(text) : parsed.Call(text);
    }

    /// <summary>Parses <c>name(args) = result</c>, put together from two lines.</summary>
    public static string? ParseCall(ReadOnlySpan<byte> text, out StraceLine parsed)
    {
        parsed = default;
        return parsed.Call(text);
    }

    private ReadOnlySpan<byte> AfterPrefix(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("[pid "u8))
        {
            var end = text.IndexOf((byte)']');
            if (end > 0 && TraceNumber.TryDecimal(text[5..end].Trim((byte)' '), out var pid))
            {
                Pid = pid;
                text = text[(end + 1)..];
            }
        }

        text = text.TrimStart((byte)' ');
        while (!text.IsEmpty && char.IsAsciiDigit((char)text[0]))
        {
            // A pid is digits alone; times have dots or colons.
            var blank = text.IndexOf((byte)' ');
            if (blank < 0)
            {
                break;
            }

            var token = text[..blank];
            if (TraceNumber.TryDecimal(token, out var pid))
            {
                if (Pid != 0)
                {
                    break;
                }

                Pid = pid;
            }
            else if (token.IndexOfAnyExcept(TimeBytes) >= 0)
            {
                break;
            }

            text = text[blank..].TrimStart((byte)' ');
        }

        return text;
    }

    private string? Event(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("--- "u8) && text.EndsWith(" ---"u8))
        {
            Kind = LineKind.Note;
            return null;
        }

        if (!text.StartsWith("+++ "u8) || !text.EndsWith(" +++"u8))
        {
            return "the line begins as an event and does not end as one";
        }

        var superseded = "+++ superseded by execve in pid "u8;
        Kind = text.StartsWith(superseded) ? LineKind.Superseded
            : text.StartsWith("+++ exited "u8) || text.StartsWith("+++ killed "u8) ? LineKind.Exit
            : LineKind.Note;
        Name = Kind == LineKind.Superseded ? text[superseded.Length..^4] : default;
        return null;
    }

    private string? Resumption(ReadOnlySpan<byte> text)
    {
        var name = text["<... ".Length..];
        var end = name.IndexOf(" resumed>"u8);
        if (end <= 0 || !IsName(name[..end]))
        {
            return "the line begins as a resumed call and does not go on as one";
        }

        Kind = LineKind.Resumed;
        Name = name[..end];
        Rest = name[(end + " resumed>".Length)..];
        Args = default;
        return Rest.EndsWith("<unfinished ...>"u8) || Rest.EndsWith("<detached ...>"u8) ? null : Tail(Rest);
    }

    private string? Call(ReadOnlySpan<byte> text)
    {
        var open = text.IndexOf((byte)'(');
        if (open <= 0 || !IsName(text[..open]))
        {
            return "the line is neither a call nor an event";
        }

        Name = text[..open];
        Rest = text;
        if (text.EndsWith(" ...>"u8) &&
            (text.EndsWith("<unfinished ...>"u8) || text.EndsWith("<detached ...>"u8)))
        {
            Kind = LineKind.Unfinished;
            Rest = text[..text.LastIndexOf((byte)'<')].TrimEnd((byte)' ');
            Args = Rest[(open + 1)..];
            return null;
        }

        Kind = LineKind.Call;
        return Tail(text[(open + 1)..]);
    }

    /// <summary>What follows the opening parenthesis: arguments, and a result.</summary>
    private string? Tail(ReadOnlySpan<byte> text)
    {
        var close = Close(text);
        if (close < 0)
        {
            return "the line ends inside the call";
        }

        Args = text[..close];
        var result = text[(close + 1)..].TrimStart((byte)' ');
        if (!result.StartsWith("= "u8) || result.Length == 2)
        {
            return "the line ends before the call's result";
        }

        result = result[2..];
        var blank = result.IndexOfAny((byte)' ', (byte)'<');
        var number = blank < 0 ? result : result[..blank];
        if (number.SequenceEqual("?"u8))
        {
            return null;
        }

        if (!TraceNumber.TryParse(number, out var value))
        {
            return "the call's result is no number";
        }

        HasResult = true;
        Result = unchecked((long)value);
        if (Result < 0 && blank > 0)
        {
            var name = result[blank..].TrimStart((byte)' ');
            var length = name.IndexOf((byte)' ');
            Error = length < 0 ? name : name[..length];
            Error = !Error.IsEmpty && Error[0] == 'E' ? Error : default;
        }

        return null;
    }

    /// <summary>The parenthesis that closes the arguments: strings and paths (-y) may have more of them.</summary>
    private static int Close(ReadOnlySpan<byte> text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOfAny(Structure);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            switch (text[at])
            {
                case (byte)'(':
                    depth++;
                    at++;
                    break;
                case (byte)')':
                    if (depth-- == 0)
                    {
                        return at;
                    }

                    at++;
                    break;
                default:
                    at = Skip(text, at);
                    break;
            }
        }

        return -1;
    }

    /// <summary>Past a string, a path in angle brackets, or a shift.</summary>
    internal static int Skip(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] == (byte)'<')
        {
            if (at + 1 < text.Length && text[at + 1] == (byte)'<')
            {
                return at + 2;
            }

            // strace escapes > in a path; a socket has an arrow.
            for (var end = at + 1; end < text.Length; end++)
            {
                if (text[end] == (byte)'>' && text[end - 1] is not ((byte)'-' or (byte)'='))
                {
                    return end + 1;
                }
            }

            return text.Length;
        }

        for (var end = at + 1; end < text.Length; end++)
        {
            var quote = text[end..].IndexOf((byte)'"');
            if (quote < 0)
            {
                break;
            }

            end += quote;
            var slashes = 0;
            while (text[end - 1 - slashes] == (byte)'\\')
            {
                slashes++;
            }

            if ((slashes & 1) == 0)
            {
                return end + 1;
            }
        }

        return text.Length;
    }

    private static bool IsName(ReadOnlySpan<byte> name) => name.SequenceEqual("????"u8) ||
        (name.Length <= 64 && name.IndexOfAnyExcept(NameBytes) < 0 && !char.IsAsciiDigit((char)name[0]));

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789_"u8);
}
