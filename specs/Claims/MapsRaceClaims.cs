namespace LockCheck.Specs.Claims;

/// <summary>
/// The tests of tools/testing/selftests/proc/proc-maps-race.c, in the model form of protocols.md 7.1: VMAs of three
/// pages, a page of output that ends with the one that is changed, one round of modify and restore. They pass on the
/// kernels that they came with; split needs the MAP_FIXED of v6.12.
/// </summary>
public sealed class MapsRaceClaims : ClaimGroup
{
    private const string PerVmaLock = "proc_maps/per-vma-lock";
    private const string MmapLock = "proc_maps/mmap-lock";

    private static readonly string[] Tests = ["split", "resize", "remap"];

    /// <inheritdoc/>
    public override string Name => "proc-maps-race";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims => Tests.SelectMany(test => new[]
    {
        Of(test) with { Reader = MmapLock },
        Of(test) with { Reader = PerVmaLock },
    });

    private static Claim Of(string test) => new()
    {
        Id = "7.1",
        Tags = [$"proc-maps-race {test}"],
        Source = "docs/protocols.md 7.1 [S]",
        Writers = [$"maps-race-{test}"],
        RecordsPerPage = new(2),
        Expected = new Keeps("maps-race"),
    };
}
