namespace LockCheck.Cli;

/// <summary>A command line that cannot be run. The message says what happened, why, and what to do.</summary>
public sealed class UsageException : Exception
{
    public UsageException()
    {
    }

    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
