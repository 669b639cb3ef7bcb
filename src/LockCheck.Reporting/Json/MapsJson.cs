using LockCheck.Kernel.Traces;

namespace LockCheck.Reporting.Json;

/// <summary>What <c>maps --json</c> prints.</summary>
public sealed record MapsJson : IJsonReport
{
    public int Schema => JsonReports.Schema;

    public string Command => "maps";

    public required string Verdict { get; init; }

    public required int ExitCode { get; init; }

    public required long Process { get; init; }

    public required long Line { get; init; }

    public required string Moment { get; init; }

    public required IReadOnlyList<string> Map { get; init; }

    public required MapsComparisonJson? Comparison { get; init; }

    public required long Lines { get; init; }

    public required long Calls { get; init; }

    public required long CallsNotReplayed { get; init; }

    public required long Threads { get; init; }

    public required long ThreadsWithoutClone { get; init; }

    public required long CallsUnknown { get; init; }

    public required IReadOnlyList<CallCountJson> Unknown { get; init; }

    public required long ResultsDiffering { get; init; }

    public required IReadOnlyList<ReturnDifferenceJson> Results { get; init; }

    public static MapsJson Of(TraceOutcome outcome, int exitCode) => new()
    {
        Verdict = outcome.Comparison is not { } comparison ? "replayed"
            : comparison.Lines.IsEmpty ? "as expected"
            : "different",
        ExitCode = exitCode,
        Process = outcome.Process,
        Line = outcome.Line,
        Moment = outcome.Moment,
        Map = [.. outcome.Map.Select(line => line.ToString())],
        Comparison = outcome.Comparison is { } compared ? MapsComparisonJson.Of(compared) : null,
        Lines = outcome.Lines,
        Calls = outcome.Calls,
        CallsNotReplayed = outcome.Unmapped,
        Threads = outcome.Threads,
        ThreadsWithoutClone = outcome.Unannounced,
        CallsUnknown = outcome.UnknownCalls,
        Unknown = [.. outcome.Unknown.Select(one => new CallCountJson { Name = one.Name, Count = one.Count })],
        ResultsDiffering = outcome.Differing,
        Results = [.. outcome.Differences.Select(ReturnDifferenceJson.Of)],
    };
}

/// <summary>How a map differs from the one that was expected.</summary>
public sealed record MapsComparisonJson
{
    public required int Total { get; init; }

    public required int AsExpected { get; init; }

    public required int StacksGrown { get; init; }

    public required int Unexpected { get; init; }

    public required IReadOnlyList<string> Differences { get; init; }

    internal static MapsComparisonJson Of(MapsComparison comparison) => new()
    {
        Total = comparison.Total,
        AsExpected = comparison.AsExpected,
        StacksGrown = comparison.Grown,
        Unexpected = comparison.Unexpected,
        Differences = comparison.Lines,
    };
}

/// <summary>How often a call was made that nobody knows.</summary>
public sealed record CallCountJson
{
    public required string Name { get; init; }

    public required long Count { get; init; }
}

/// <summary>A call that returned something else in the model.</summary>
public sealed record ReturnDifferenceJson
{
    public required long Line { get; init; }

    public required string Call { get; init; }

    public required string Expected { get; init; }

    public required string Got { get; init; }

    internal static ReturnDifferenceJson Of(ReturnDifference difference) => new()
    {
        Line = difference.Line,
        Call = difference.Call,
        Expected = difference.Said,
        Got = difference.Got,
    };
}
