namespace LockCheck.Specs.Claims;

/// <summary>
/// PROCMAP_QUERY where no bug is meant: which answers are exact (protocols.md 6.1, its end; 6.2), what the test of the
/// maps race asserts (7.1, assertion 4), and what a fatal signal leaves behind (6.3).
/// </summary>
public sealed class ProcMapQueryClaims : ClaimGroup
{
    private const string MmapLock = "procmap_query/mmap-lock";
    private const string PerVmaLock = "procmap_query/per-vma-lock";

    private static readonly string[] Exact =
    [
        "split-front",
        "split-back",
        "split-mid",
        "mprotect-mid",
        "map-fixed-new-whole-mid",
        "map-fixed-new-page-in-mid",
        "map-fixed-new-whole-last",
        "mremap-fixed-head-of-mid",
    ];

    private static readonly string[] MayMiss =
    [
        "map-fixed-old-whole-mid",
        "map-fixed-old-whole-last",
        "mremap-fixed-whole-mid",
        "mremap-fixed-whole-last",
    ];

    private static readonly string[] Races = ["split", "resize", "remap"];

    /// <inheritdoc/>
    public override string Name => "procmap-query";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        .. Exact.Select(writer => Of("6.1", "[X]", PerVmaLock, writer, new Keeps("I17", "I3"))),
        .. MayMiss.Select(writer => Of("6.1", "[X]", PerVmaLock, writer, new Breaks("I17"))),
        .. Exact.Concat(MayMiss).Select(writer => Of("6.2", "[R]", MmapLock, writer, new Keeps("I17", "I3"))),
        .. Races.SelectMany(test => new[] { Race(MmapLock, test), Race(PerVmaLock, test) }),

        // The restore of the older MAP_FIXED replaces a whole VMA, of one page; the test asks about the page behind it.
        Race(MmapLock, "split-old"),
        Race(PerVmaLock, "split-old"),
        Of("6.1", "[X]", PerVmaLock, "maps-race-split-old", new Breaks("I17")),
        Signal(MmapLock),
        Signal(PerVmaLock),
        Signal("procmap_query/mmap-lock-walk"),
        Signal("procmap_query/per-vma-lock-walk"),
    ];

    private static Claim Race(string reader, string test) =>
        Of("7.1", "[S]", reader, $"maps-race-{test}", new Keeps("map-query"));

    private static Claim Signal(string reader) =>
        Of("6.3", "[R]", reader, "mprotect-mid", new Keeps("I8", "I9", "I11", "I15")) with { Faults = Faults.Signal };

    private static Claim Of(string id, string tag, string reader, string writer, Expectation expected) => new()
    {
        Id = id,
        Tags = ["PROCMAP_QUERY"],
        Source = $"docs/protocols.md {id} {tag}",
        Reader = reader,
        Writers = [writer],
        Expected = expected,
    };
}
