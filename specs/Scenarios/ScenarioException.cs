namespace LockCheck.Specs.Scenarios;

/// <summary>A scenario whose parts do not fit together.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ScenarioException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    public ScenarioException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ScenarioException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
