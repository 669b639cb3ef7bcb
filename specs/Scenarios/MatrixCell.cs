namespace LockCheck.Specs.Scenarios;

/// <summary>One cell of the matrix of protocols.md 6.1: what can go wrong between a reader and a writer.</summary>
public sealed record MatrixCell
{
    /// <summary>Gets what was run.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>
    /// Gets the codes of what was found, in the order G D O E P C; empty when nothing was.
    /// </summary>
    public required string Codes { get; init; }

    /// <summary>Gets the search behind it.</summary>
    public required SearchResult Result { get; init; }

    /// <summary>Gets the codes as the table prints them: a dot where there are none.</summary>
    public string Text => Codes.Length == 0 ? "." : Codes;
}
