namespace LockCheck.Conformance.Checks;

/// <summary>What came of a check, and why.</summary>
public sealed record CheckOutcome
{
    private CheckOutcome()
    {
    }

    /// <summary>Gets what came of it.</summary>
    public required CheckVerdict Verdict { get; init; }

    /// <summary>Gets why it was skipped or is inconclusive; otherwise nothing.</summary>
    public string Reason { get; private init; } = string.Empty;

    /// <summary>Gets how much was compared.</summary>
    public IReadOnlyList<CheckCount> Counts { get; init; } = [];

    /// <summary>Gets what a reader should know of it: what was left out, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Gets where the model and the kernel differ.</summary>
    public IReadOnlyList<KernelDifference> Differences { get; private init; } = [];

    /// <summary>All that was compared is the same. Where nothing was, that is inconclusive.</summary>
    public static CheckOutcome Passed(params IReadOnlyList<CheckCount> counts) =>
        counts.Any(count => count.Number > 0)
            ? new CheckOutcome { Verdict = CheckVerdict.Passed, Counts = counts }
            : Inconclusive("nothing was compared") with { Counts = counts };

    /// <summary>The model and the kernel differ.</summary>
    public static CheckOutcome Failed(
        IReadOnlyList<KernelDifference> differences, params IReadOnlyList<CheckCount> counts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(differences.Count, nameof(differences));
        return new CheckOutcome { Verdict = CheckVerdict.Failed, Differences = differences, Counts = counts };
    }

    /// <summary>The machine lacks something.</summary>
    public static CheckOutcome Skipped(string reason) =>
        new() { Verdict = CheckVerdict.Skipped, Reason = reason };

    /// <summary>It could not be decided.</summary>
    public static CheckOutcome Inconclusive(string reason) =>
        new() { Verdict = CheckVerdict.Inconclusive, Reason = reason };
}
