namespace LockCheck.Engine;

/// <summary>
/// A schedule file that cannot be read, or a run that cannot be written as one. The message says which line, what was
/// found, what was expected, the usual cause and what to do.
/// </summary>
public sealed class ScheduleException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ScheduleException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    public ScheduleException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ScheduleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the line of the file, from 1; 0 when no line is at fault.</summary>
    public int LineNumber { get; init; }

    /// <summary>Gets what stands in the line; empty when the file ends before it.</summary>
    public string Found { get; init; } = string.Empty;

    /// <summary>Gets what should stand there.</summary>
    public string Expected { get; init; } = string.Empty;
}
