using System.Collections.Immutable;

namespace LockCheck.Kernel.Traces;

/// <summary>What came of a replay.</summary>
public sealed record TraceOutcome
{
    /// <summary>The process whose map it is; 0 if the log has no ids.</summary>
    public required long Process { get; init; }

    /// <summary>Its map.</summary>
    public required ImmutableArray<MapsLine> Map { get; init; }

    /// <summary>The line of the log at which the map was taken.</summary>
    public required long Line { get; init; }

    /// <summary>What is at that line, in words.</summary>
    public required string Moment { get; init; }

    /// <summary>How it differs from what was expected, if anything was.</summary>
    public MapsComparison? Comparison { get; init; }

    /// <summary>How many lines the log has.</summary>
    public required long Lines { get; init; }

    /// <summary>How many memory calls were made.</summary>
    public required long Calls { get; init; }

    /// <summary>How many memory calls came from processes whose map is not known.</summary>
    public required long Unmapped { get; init; }

    /// <summary>How many threads there are.</summary>
    public required long Threads { get; init; }

    /// <summary>How many of them came without a clone.</summary>
    public required long Unannounced { get; init; }

    /// <summary>How many calls are not known.</summary>
    public required long UnknownCalls { get; init; }

    /// <summary>Their names, with how often each was called, most frequent first.</summary>
    public required ImmutableArray<(string Name, long Count)> Unknown { get; init; }

    /// <summary>How many calls returned something else in the model.</summary>
    public required long Differing { get; init; }

    /// <summary>The first of them.</summary>
    public required ImmutableArray<ReturnDifference> Differences { get; init; }
}

/// <summary>A call that returned something else in the model.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Call">Its text.</param>
/// <param name="Said">What the log says.</param>
/// <param name="Got">What the model says.</param>
public sealed record ReturnDifference(long Line, string Call, string Said, string Got);
