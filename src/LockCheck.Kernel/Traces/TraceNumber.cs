using System.Buffers.Text;

namespace LockCheck.Kernel.Traces;

/// <summary>Numbers as strace prints them.</summary>
internal static class TraceNumber
{
    /// <summary>Digits and nothing else.</summary>
    public static bool TryDecimal(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && char.IsAsciiDigit((char)text[0]);

    /// <summary>Hexadecimal with 0x, octal with 0, or decimal, with a sign perhaps; NULL is 0.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        if (text.StartsWith("0x"u8))
        {
            return Utf8Parser.TryParse(text[2..], out value, out var used, 'x') && used == text.Length - 2;
        }

        if (text[0] == (byte)'-')
        {
            var isNumber = TryDecimal(text[1..], out var positive);
            value = unchecked((ulong)-positive);
            return isNumber;
        }

        if (text.SequenceEqual("NULL"u8))
        {
            return true;
        }

        return Utf8Parser.TryParse(text, out value, out var all) && all == text.Length;
    }
}
