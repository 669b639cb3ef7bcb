using LockCheck.Conformance.Checks;

namespace LockCheck.Reporting.Conformance;

/// <summary>What came of checking the model against the running kernel.</summary>
public sealed record ConformReport
{
    /// <summary>Gets the machine in a line: kernel release, processors, user.</summary>
    public required string Machine { get; init; }

    /// <summary>Gets the seed of what was drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gets the checks, in the order in which they ran.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>Gets whether the model and the kernel differ somewhere.</summary>
    public bool Differs => Has(CheckVerdict.Failed);

    /// <summary>Gets whether something could not be decided.</summary>
    public bool IsInconclusive => Has(CheckVerdict.Inconclusive);

    /// <summary>Gets the verdict in words.</summary>
    public string Verdict => Differs ? "different"
        : IsInconclusive ? "inconclusive"
        : Has(CheckVerdict.Passed) ? "as the model says"
        : "nothing was checked";

    private bool Has(CheckVerdict verdict) => Results.Any(result => result.Outcome.Verdict == verdict);
}

/// <summary>What came of one check.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it compares.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record CheckResult(string Name, string Summary, CheckOutcome Outcome, TimeSpan Elapsed);
