namespace LockCheck.Conformance.Targets;

/// <summary>A target could not be started, or ended while it was needed. The message says what failed.</summary>
public sealed class TargetException : Exception
{
    public TargetException()
    {
    }

    public TargetException(string message)
        : base(message)
    {
    }

    public TargetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
