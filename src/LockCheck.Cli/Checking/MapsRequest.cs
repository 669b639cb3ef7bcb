namespace LockCheck.Cli.Checking;

/// <summary>What <c>lockcheck maps</c> is asked for.</summary>
internal sealed record MapsRequest
{
    public required string Maps { get; init; }

    public required string Strace { get; init; }

    public required string Touched { get; init; }

    public required string? Expect { get; init; }

    public required long? Pid { get; init; }

    /// <summary>Gets the line; 0 for the end.</summary>
    public required long? Until { get; init; }

    public required int First { get; init; }

    public required bool Json { get; init; }
}
