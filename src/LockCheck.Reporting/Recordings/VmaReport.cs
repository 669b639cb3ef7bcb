using LockCheck.Kernel.Recordings;

namespace LockCheck.Reporting.Recordings;

/// <summary>What came of playing recordings.</summary>
/// <param name="Files">The files, in the order of the command line.</param>
public sealed record VmaReport(IReadOnlyList<PlayedFile> Files)
{
    /// <summary>Gets whether the model differs from a recording.</summary>
    public bool Differs => Files.Any(file => file.AsExpected < file.Total);
}

/// <summary>What came of one file.</summary>
public sealed record PlayedFile
{
    /// <summary>Gets its path.</summary>
    public required string Path { get; init; }

    /// <summary>Gets what it holds: sequences or cases.</summary>
    public required string Unit { get; init; }

    /// <summary>Gets how many there are.</summary>
    public required long Total { get; init; }

    /// <summary>Gets in how many of them everything is as recorded.</summary>
    public required long AsExpected { get; init; }

    /// <summary>Gets how many operations were played.</summary>
    public required long Operations { get; init; }

    /// <summary>Gets how many of them have the kernel's view too.</summary>
    public required long KernelViews { get; init; }

    /// <summary>Gets the first differences: of each sequence its first.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }
}
