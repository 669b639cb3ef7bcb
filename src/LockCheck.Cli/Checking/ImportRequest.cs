namespace LockCheck.Cli.Checking;

/// <summary>What the command line of <c>import</c> asks for.</summary>
internal sealed record ImportRequest
{
    public required string File { get; init; }

    /// <summary>Gets the schedule whose scenario is meant; null when none was given.</summary>
    public string? Like { get; init; }

    /// <summary>Gets the scenario on a line; null when none was given.</summary>
    public string? Scenario { get; init; }

    public required IReadOnlyList<string> Assemblies { get; init; }

    public required string Out { get; init; }

    public bool Json { get; init; }
}
