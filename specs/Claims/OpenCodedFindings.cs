namespace LockCheck.Specs.Claims;

/// <summary>
/// What the model found in the open-coded task_vma iterator: docs/findings.md, whose sections are the ids.
/// </summary>
public sealed class OpenCodedFindings : ClaimGroup
{
    private const string Snapshot = "iter_task_vma/snapshot";

    /// <inheritdoc/>
    public override string Name => "open-coded";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        Of(7, Snapshot, "grow-mid-into-gap", new Breaks("I14")),
        Of(7, Snapshot, "mremap-fixed-whole-last", new Breaks("I14")),
        Of(7, "iter_task_vma/v5", "grow-mid-into-gap", new Keeps("I14")),
        Of(8, "iter_task_vma/v3", "mprotect-mid", new Breaks("I10")) with { Faults = Faults.Exit },
        Of(9, "bpf_find_vma", "stack-grow-old", new Breaks("PF")),
    ];

    private static Claim Of(int section, string reader, string writer, Expectation expected) => new()
    {
        Id = $"F{section}",
        Source = $"docs/findings.md {section}",
        Reader = reader,
        Writers = [writer],
        Expected = expected,
    };
}
