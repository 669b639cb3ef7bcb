using LockCheck.Conformance.Checks;
using LockCheck.Reporting.Conformance;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>conform --json</c> prints.</summary>
public sealed record ConformJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "conform";

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required string Machine { get; init; }

    public required ulong Seed { get; init; }

    public required IReadOnlyList<ConformCheckJson> Checks { get; init; }

    public static ConformJson Of(ConformReport report, int exitCode) => new()
    {
        Verdict = report.Verdict,
        ExitCode = exitCode,
        Machine = report.Machine,
        Seed = report.Seed,
        Checks = [.. report.Results.Select(ConformCheckJson.Of)],
    };
}

/// <summary>What came of a check.</summary>
public sealed record ConformCheckJson
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public required string Verdict { get; init; }

    public required string? Reason { get; init; }

    public required IReadOnlyList<ConformCountJson> Counts { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required double Seconds { get; init; }

    public required IReadOnlyList<ConformDifferenceJson> Differences { get; init; }

    internal static ConformCheckJson Of(CheckResult result) => new()
    {
        Name = result.Name,
        Summary = result.Summary,
        Verdict = ConformText.WordOf(result.Outcome.Verdict),
        Reason = result.Outcome.Reason.Length > 0 ? result.Outcome.Reason : null,
        Counts = [.. result.Outcome.Counts.Select(count => new ConformCountJson(count.Thing, count.Number))],
        Notes = result.Outcome.Notes,
        Seconds = result.Elapsed.TotalSeconds,
        Differences = [.. result.Outcome.Differences.Select(ConformDifferenceJson.Of)],
    };
}

/// <summary>How much of something was compared.</summary>
public sealed record ConformCountJson(string Thing, long Number);

/// <summary>Where the model and the kernel differ.</summary>
public sealed record ConformDifferenceJson
{
    public required string Where { get; init; }

    public required string What { get; init; }

    public required IReadOnlyList<string> Kernel { get; init; }

    public required IReadOnlyList<string> Model { get; init; }

    public required IReadOnlyList<string> Reproduction { get; init; }

    internal static ConformDifferenceJson Of(KernelDifference difference) => new()
    {
        Where = difference.Where,
        What = difference.What,
        Kernel = difference.Kernel,
        Model = difference.Model,
        Reproduction = difference.Reproduction,
    };
}
