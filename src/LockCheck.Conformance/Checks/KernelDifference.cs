namespace LockCheck.Conformance.Checks;

/// <summary>Where the model and the kernel differ.</summary>
public sealed record KernelDifference
{
    /// <summary>Gets what differs: the return value, maps, a record.</summary>
    public required string What { get; init; }

    /// <summary>Gets after which call, or in which case.</summary>
    public required string Where { get; init; }

    /// <summary>Gets what the kernel shows, a line each.</summary>
    public required IReadOnlyList<string> Kernel { get; init; }

    /// <summary>Gets what the model makes of it.</summary>
    public required IReadOnlyList<string> Model { get; init; }

    /// <summary>Gets C that shows it, to be pasted into a function, a line each.</summary>
    public IReadOnlyList<string> Reproduction { get; init; } = [];
}
