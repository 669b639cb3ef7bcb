using System.Security.Cryptography;
using System.Text;
using LockCheck.Engine;
using LockCheck.Kernel.Layouts;
using LockCheck.Kernel.Traces;
using LockCheck.Reporting.Checks;
using LockCheck.Reporting.Conformance;
using LockCheck.Reporting.Traces;

namespace LockCheck.Reporting.Windows;

/// <summary>What came out at one window of a real program's calls. It keeps no layout and no trace.</summary>
public sealed record WindowOutcome
{
    /// <summary>Gets the line of the first call in the log.</summary>
    public required long Line { get; init; }

    /// <summary>Gets the line of the last call.</summary>
    public required long LastLine { get; init; }

    /// <summary>Gets the word of the first call, such as <c>mprotect</c>.</summary>
    public required string Word { get; init; }

    /// <summary>Gets the calls, as the log has them.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Gets whether a call changes the map.</summary>
    public required bool Changes { get; init; }

    /// <summary>Gets why the calls were not played; null if they were, or change nothing.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Gets the line of an earlier window that is the same but for addresses; null if there is none.</summary>
    public long? SameAs { get; init; }

    /// <summary>Gets the verdict; null if nothing was checked.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Gets what was found, failures first, without traces.</summary>
    public IReadOnlyList<ReportedFinding> Findings { get; init; } = [];

    /// <summary>Gets what each failure says, with addresses; it begins with the id.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>Gets what came out, the same for windows that differ in nothing but numbers.</summary>
    public string Class { get; init; } = string.Empty;

    /// <summary>
    /// Gets whether there were too many states, so that a search with few preemptions and then random runs had to do.
    /// </summary>
    public bool IsSampled { get; init; }

    /// <summary>Gets the search; null if nothing was checked, or only an earlier window.</summary>
    public WindowCosts? Costs { get; init; }

    /// <summary>The outcome of a window of which nothing is known yet.</summary>
    public static WindowOutcome Of(TraceWindow window) => new()
    {
        Line = window.Line,
        LastLine = window.LastLine,
        Word = window.Word,
        Texts = window.Texts,
        Changes = window.Changes,
        WhyNot = window.WhyNot,
    };

    /// <summary>What two windows have in common that differ in nothing but addresses and lines.</summary>
    public static string KeyOf(TraceWindow window)
    {
        var text = new StringBuilder();
        foreach (var vma in window.Layout!.Vmas)
        {
            _ = text.Append(LayoutText.Print(vma with { RealStart = 0, RealEnd = 0 })).Append(' ');
        }

        foreach (var call in window.Calls)
        {
            _ = text.Append('\n').Append(call);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The outcome with what a check says.</summary>
    /// <param name="report">The check.</param>
    /// <param name="isWhole">Whether it was meant to see all that was asked for.</param>
    public WindowOutcome With(CheckReport report, bool isWhole)
    {
        var text = new ModelText(report.Scenario);
        return this with
        {
            Verdict = report.Result.Verdict,
            Findings = [.. report.Findings.Select(found => found with { Trace = null })],
            Says = [.. report.Failures.SelectMany(found => Explain(found, text))],
            Class = isWhole ? PlacesText.Outcome(report)
                : report.Result.IsViolated ? $"{PlacesText.Outcome(report)}, among too many states to search them all"
                : "inconclusive: too many states, and nothing was found",
            IsSampled = !isWhole,
            Costs = new WindowCosts(
                report.Result.States,
                report.Result.Transitions,
                report.Result.Runs,
                report.Result.MissProbability,
                report.Result.VectorBytes),
        };
    }

    /// <summary>What a failure says, and what its reader passes over.</summary>
    private static IEnumerable<string> Explain(ReportedFinding found, ModelText text)
    {
        var passed = TraceRows.PassedOverIn(TraceRows.Of(found.Trace!, text)).ToList();
        return FindingText.Why(found.Finding, found.Trace!).Select(why => $"{found.Id}: {text.Show(why)}")
            .Concat(passed.Count == 0 ? [] : [$"passes over {string.Join(", ", passed)}"])
            .Concat(found.OnKernel is { } kernel ? [KernelReplayText.Verdict(kernel)] : []);
    }

    /// <summary>The outcome with that of an earlier window that is the same.</summary>
    public WindowOutcome As(WindowOutcome same) => this with
    {
        SameAs = same.Line,
        Verdict = same.Verdict,
        Findings = same.Findings,
        Class = same.Class,
        IsSampled = same.IsSampled,
    };
}

/// <summary>What the search of a window took.</summary>
/// <param name="States">Its distinct states; 0 for random runs.</param>
/// <param name="Transitions">Its transitions.</param>
/// <param name="Runs">Its random runs.</param>
/// <param name="MissProbability">The probability that a state was missed.</param>
/// <param name="VectorBytes">The most bytes of a state.</param>
public sealed record WindowCosts(long States, long Transitions, long Runs, double MissProbability, int VectorBytes);
