using LockCheck.Engine;
using LockCheck.Reporting.Checks;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Windows;

/// <summary>The outcome of a reader's races against the calls of a real program, window by window.</summary>
public sealed record WindowsReport
{
    /// <summary>Gets what was checked at every window: its layout is that right after the exec.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Gets the log.</summary>
    public required string Log { get; init; }

    /// <summary>Gets how many calls a window has.</summary>
    public required int Calls { get; init; }

    /// <summary>Gets the windows, in the order of the log.</summary>
    public required IReadOnlyList<WindowOutcome> Windows { get; init; }

    /// <summary>Gets the first window with a failure, explained; null when there is none.</summary>
    public CheckReport? FirstFailing { get; init; }

    /// <summary>Gets how each was checked.</summary>
    public required CheckBounds Bounds { get; init; }

    /// <summary>Gets how many random runs a window got that has too many states.</summary>
    public required long SampleRuns { get; init; }

    /// <summary>Gets how many preemptions a run of it had in the search before them.</summary>
    public required int Preemptions { get; init; }

    /// <summary>Gets what the user should know, a line each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Gets the time of all windows together.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets what stopped the check before the end of the log, in words; null when nothing did.</summary>
    public string? CutBy { get; init; }

    /// <summary>Gets the windows that were checked.</summary>
    public IEnumerable<WindowOutcome> Checked => Windows.Where(window => window.Verdict is not null);

    /// <summary>Gets the windows with a failure.</summary>
    public IEnumerable<WindowOutcome> Failing => Windows.Where(window => window.Verdict == Engine.Verdict.Violated);

    /// <summary>Gets the verdict over all windows.</summary>
    public Verdict Verdict =>
        Failing.Any() ? Verdict.Violated
        : CutBy is not null || Windows.Any(window => window.WhyNot is not null) || !Checked.Any() ||
            Checked.Any(window => window.Verdict == Verdict.Inconclusive)
            ? Verdict.Inconclusive
        : Verdict.VerifiedWithinBounds;
}
