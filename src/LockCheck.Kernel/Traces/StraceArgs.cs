using System.Buffers;
using System.Text;

namespace LockCheck.Kernel.Traces;

/// <summary>The arguments of a call, one after the other. What cannot be read is an exception with the line.</summary>
internal ref struct StraceArgs(ReadOnlySpan<byte> args, long line)
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create(",\"<([{)]}"u8);
    private readonly ReadOnlySpan<byte> _all = args;
    private ReadOnlySpan<byte> _rest = args;

    /// <summary>The next argument without blanks; empty when there is none.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var depth = 0;
        for (var at = 0; ;)
        {
            var found = _rest[at..].IndexOfAny(Structure);
            if (found < 0)
            {
                var last = _rest;
                _rest = default;
                return last.Trim((byte)' ');
            }

            at += found;
            switch (_rest[at])
            {
                case (byte)',' when depth == 0:
                    var argument = _rest[..at];
                    _rest = _rest[(at + 1)..];
                    return argument.Trim((byte)' ');
                case (byte)'"' or (byte)'<':
                    at = StraceLine.Skip(_rest, at);
                    break;
                case (byte)'(' or (byte)'[' or (byte)'{':
                    depth++;
                    at++;
                    break;
                case (byte)',':
                    at++;
                    break;
                default:
                    depth--;
                    at++;
                    break;
            }
        }
    }

    /// <summary>The next argument as a number.</summary>
    public ulong Number(string what)
    {
        var text = Next();
        return TraceNumber.TryParse(text, out var value) ? value : throw Unreadable(what);
    }

    /// <summary>The next argument as a file descriptor, and its path if it has one.</summary>
    public int Descriptor(out ReadOnlySpan<byte> path)
    {
        var text = Next();
        path = default;
        var open = text.IndexOf((byte)'<');
        if (open > 0)
        {
            var end = text.LastIndexOf((byte)'>');
            path = end > open ? text[(open + 1)..end] : default;
            if (text[(end + 1)..].SequenceEqual("(deleted)"u8))
            {
                path = text[(open + 1)..];
            }

            text = text[..open];
        }

        return TraceNumber.TryParse(text, out var value) ? unchecked((int)value)
            : text.StartsWith("AT_FDCWD"u8) ? -100
            : throw Unreadable("a file descriptor");
    }

    /// <summary>The error for an argument that is not what it should be.</summary>
    public readonly TraceException Unreadable(string what) => new(line, $"the arguments lack {what}", _all);

    /// <summary>The path that a descriptor shows, as /proc/PID/maps prints it.</summary>
    public static string PathOf(ReadOnlySpan<byte> path)
    {
        var isDeleted = path.EndsWith(">(deleted)"u8);
        if (isDeleted)
        {
            path = path[..^">(deleted)".Length];
        }

        var bytes = new byte[path.Length];
        var length = 0;
        for (var at = 0; at < path.Length;)
        {
            bytes[length++] = path[at] == (byte)'\\' ? Escaped(path, ref at) : path[at++];
        }

        // seq_file_path escapes the newline, and nothing else.
        var text = Encoding.UTF8.GetString(bytes, 0, length).Replace("\n", "\\012", StringComparison.Ordinal);
        return isDeleted ? text + " (deleted)" : text;
    }

    private static byte Escaped(ReadOnlySpan<byte> text, ref int at)
    {
        at++;
        if (at == text.Length)
        {
            return (byte)'\\';
        }

        var value = 0;
        var digits = 0;
        while (digits < 3 && at < text.Length && text[at] is >= (byte)'0' and <= (byte)'7')
        {
            value = (8 * value) + text[at++] - '0';
            digits++;
        }

        return digits > 0 ? (byte)value : text[at++] switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'v' => (byte)'\v',
            (byte)'f' => (byte)'\f',
            var other => other,
        };
    }
}
