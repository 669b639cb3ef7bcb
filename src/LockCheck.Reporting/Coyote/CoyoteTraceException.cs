namespace LockCheck.Reporting.Coyote;

/// <summary>
/// A trace file of Coyote that cannot be read, or that no test of LockCheck's can have written. The message says where,
/// what was found, what was expected, the usual cause and what to do.
/// </summary>
public sealed class CoyoteTraceException : Exception
{
    /// <summary>Makes the exception.</summary>
    public CoyoteTraceException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    public CoyoteTraceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public CoyoteTraceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the line of the file, from 1; 0 when no line is at fault.</summary>
    public int LineNumber { get; init; }
}
