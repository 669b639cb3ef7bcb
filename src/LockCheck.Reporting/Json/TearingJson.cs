using LockCheck.Reporting.Checks;

namespace LockCheck.Reporting.Json;

/// <summary>The worst tearing that was found.</summary>
public sealed record TearingJson
{
    public required TearingNumberJson States { get; init; }

    public required TearingNumberJson OverlapPages { get; init; }

    public required TearingGapJson FalseGap { get; init; }

    public required TearingGapJson RealGap { get; init; }

    internal static TearingJson? Of(TearingReport? tearing) => tearing is null ? null : new()
    {
        States = TearingNumberJson.Of(tearing.States),
        OverlapPages = TearingNumberJson.Of(tearing.OverlapPages),
        FalseGap = TearingGapJson.Of(tearing.FalseGap),
        RealGap = TearingGapJson.Of(tearing.RealGap),
    };
}

/// <summary>A number, with the schedule that reaches it.</summary>
public sealed record TearingNumberJson
{
    public required int Most { get; init; }

    public required bool OrMore { get; init; }

    public required string? Schedule { get; init; }

    public required int? Steps { get; init; }

    internal static TearingNumberJson Of(TearingNumber number) => new()
    {
        Most = number.Most,
        OrMore = number.OrMore,
        Schedule = number.Shown?.SchedulePath,
        Steps = number.Shown?.Finding.Path.Count,
    };
}

/// <summary>Whether there is such a gap, with the schedule that shows it.</summary>
public sealed record TearingGapJson
{
    public required bool Found { get; init; }

    public required string? Schedule { get; init; }

    public required int? Steps { get; init; }

    internal static TearingGapJson Of(ReportedFinding? shown) => new()
    {
        Found = shown is not null,
        Schedule = shown?.SchedulePath,
        Steps = shown?.Finding.Path.Count,
    };
}
