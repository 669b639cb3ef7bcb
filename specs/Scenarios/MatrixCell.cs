namespace LockCheck.Specs.Scenarios;

/// <summary>One cell of the matrix: what can go wrong between a reader and a writer.</summary>
public sealed record MatrixCell
{
    /// <summary>Gets what was run.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>
    /// Gets the codes of what was found, in the order of its <see cref="MatrixPart"/>; empty when nothing was.
    /// </summary>
    public required string Codes { get; init; }

    /// <summary>Gets the search behind it.</summary>
    public required SearchResult Result { get; init; }
}
