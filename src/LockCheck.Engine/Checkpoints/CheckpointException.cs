namespace LockCheck.Engine;

/// <summary>A checkpoint cannot be written, or cannot be used. The message says why, and what to do.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Makes the exception.</summary>
    public CheckpointException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
