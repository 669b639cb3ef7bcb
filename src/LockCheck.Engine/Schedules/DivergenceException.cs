namespace LockCheck.Engine;

/// <summary>A model that does not do what a schedule recorded. The message names the first step that differs.</summary>
public sealed class DivergenceException : Exception
{
    /// <summary>Makes the exception.</summary>
    public DivergenceException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    public DivergenceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, the usual cause, what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public DivergenceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the number of the first step that differs, from 1; 0 when no step can be run at all.</summary>
    public int StepNumber { get; init; }

    /// <summary>Gets that step's line in the schedule file, from 1.</summary>
    public int LineNumber { get; init; }

    /// <summary>Gets what the schedule recorded.</summary>
    public string Expected { get; init; } = string.Empty;

    /// <summary>Gets what the model does.</summary>
    public string Found { get; init; } = string.Empty;
}
