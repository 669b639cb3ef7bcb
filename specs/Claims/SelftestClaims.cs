namespace LockCheck.Specs.Claims;

/// <summary>
/// The BPF selftest prog_tests/iters.c, "task_vma" (protocols.md 7.4): an address space at rest, of which the program
/// lists exactly the VMAs, in order, and not [vsyscall].
/// </summary>
/// <remarks>
/// Equal sequences are I1 and I3 (each page is in a record, and each record is a VMA) with I4 and I5 (no overlap, and
/// none twice). [vsyscall] would break I3.
/// </remarks>
public sealed class SelftestClaims : ClaimGroup
{
    private const string AtRest = "1-3x,file=1 3-4r,file=1 4-6rw 9-12rw 12-13-,special 20-24rw,growsdown";

    private static readonly string[] Readers =
    [
        "iter_task_vma/v1", "iter_task_vma/v3", "iter_task_vma/v5", "iter_task_vma/mm-ref",
        "iter_task_vma/per-vma-lock", "iter_task_vma/snapshot",
    ];

    /// <inheritdoc/>
    public override string Name => "selftests";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims => Readers.Select(reader => new Claim
    {
        Id = "7.4",
        Source = "docs/protocols.md 7.4 [S]",
        Reader = reader,
        Layout = AtRest,
        Expected = new Keeps("I1", "I3", "I4", "I5"),
    });
}
