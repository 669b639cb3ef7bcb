using LockCheck.Kernel.Recordings;
using LockCheck.Reporting.Recordings;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>vma --json</c> prints.</summary>
public sealed record VmaJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "vma";

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required IReadOnlyList<PlayedFileJson> Files { get; init; }

    public static VmaJson Of(VmaReport report, int exitCode) => new()
    {
        Verdict = report.Differs ? "different" : "as expected",
        ExitCode = exitCode,
        Files = [.. report.Files.Select(PlayedFileJson.Of)],
    };
}

/// <summary>A played file.</summary>
public sealed record PlayedFileJson
{
    public required string Path { get; init; }

    public required string Unit { get; init; }

    public required long Total { get; init; }

    public required long AsExpected { get; init; }

    public required long Operations { get; init; }

    public required long KernelViews { get; init; }

    public required IReadOnlyList<DifferenceJson> Differences { get; init; }

    internal static PlayedFileJson Of(PlayedFile file) => new()
    {
        Path = file.Path,
        Unit = file.Unit,
        Total = file.Total,
        AsExpected = file.AsExpected,
        Operations = file.Operations,
        KernelViews = file.KernelViews,
        Differences = [.. file.Differences.Select(DifferenceJson.Of)],
    };
}

/// <summary>Where a recording and the model part.</summary>
public sealed record DifferenceJson
{
    public required long Number { get; init; }

    public required int? Operation { get; init; }

    public required string Call { get; init; }

    public required string What { get; init; }

    public required IReadOnlyList<string> Expected { get; init; }

    public required IReadOnlyList<string> Got { get; init; }

    internal static DifferenceJson Of(Difference difference) => new()
    {
        Number = difference.Sequence,
        Operation = difference.Operation < 0 ? null : difference.Operation,
        Call = difference.Call,
        What = difference.What,
        Expected = difference.Expected,
        Got = difference.Got,
    };
}
