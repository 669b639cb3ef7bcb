namespace LockCheck.Kernel.Recordings;

/// <summary>A recording that cannot be read. The message names the place and what was expected there.</summary>
public sealed class RecordingException : Exception
{
    /// <summary>Composes the message.</summary>
    /// <param name="place">The line, or the case, such as <c>line 3</c>.</param>
    /// <param name="happened">What is wrong there.</param>
    /// <param name="expected">What was expected.</param>
    /// <param name="inner">The cause.</param>
    public RecordingException(string place, string happened, string expected, Exception? inner = null)
        : base($"{place}: {happened}. Expected: {expected}.", inner)
    {
    }
}
