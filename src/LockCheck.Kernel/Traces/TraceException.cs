using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>A log of strace that cannot be read. The message names the line, the usual cause and what to do.</summary>
public sealed class TraceException : Exception
{
    /// <summary>Composes the message.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="happened">What is wrong there.</param>
    /// <param name="text">The line's text.</param>
    public TraceException(long line, string happened, ReadOnlySpan<byte> text)
        : base($"line {line}: {happened}, in {Quote(text)}. Usual cause: a log that was cut, or mixed with other "
            + "output. Record it again with `strace -f -y -o LOG`.")
    {
    }

    /// <summary>Composes the message of a log that is whole and lacks something.</summary>
    /// <param name="happened">What is missing.</param>
    /// <param name="usualCause">Why, most likely.</param>
    /// <param name="toDo">What to do.</param>
    public TraceException(string happened, string usualCause, string toDo)
        : base($"{happened}. Usual cause: {usualCause}. {toDo}.")
    {
    }

    private static string Quote(ReadOnlySpan<byte> text)
    {
        // Bytes as they are: what is no ASCII is escaped by the quotation.
        var shown = text.Length > 200 ? text[..200] : text;
        return TextEscape.Quote(System.Text.Encoding.Latin1.GetString(shown));
    }
}
