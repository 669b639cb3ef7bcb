namespace LockCheck.Specs.Claims;

/// <summary>
/// What the model found in /proc/PID/maps by per-VMA locks, beyond the published table: docs/findings.md, whose
/// sections are the ids.
/// </summary>
public sealed class PerVmaLockFindings : ClaimGroup
{
    private const string Merged = "proc_maps/per-vma-lock";
    private const string Walk = "procmap_query/per-vma-lock-walk";
    private const string OneMore = "0-4r 4-8w 8-12rw 12-16r";
    private const string BehindTheHole = "0-2x 2-4r 4-8w 12-16r";

    /// <inheritdoc/>
    public override string Name => "findings";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        Shows(1, "merge-right-full", "I1"),

        // I7 speaks of gaps between records: what is lost behind the last one is I1's alone.
        Of(1, "merge-right-full") with { Expected = new Keeps("I7") },
        Shows(1, "merge-right-full", "I1", "I7") with { Layout = OneMore, RecordsPerPage = RecordsPerPage.All },
        Shows(1, "merge-both", "I1"),
        Shows(1, "merge-left-full", "I1", "I7") with { RecordsPerPage = new(2) },
        Shows(1, "maps-race-split", "I1", "I7") with { RecordsPerPage = RecordsPerPage.All },
        Shows(1, "maps-race-remap", "I1", "I7") with { RecordsPerPage = RecordsPerPage.All },
        Shows(1, "split-back", "I1", "I7") with { RecordsPerPage = RecordsPerPage.All, Undoes = true },
        Shows(2, "split-front", "I1", "I7") with { RecordsPerPage = RecordsPerPage.All },
        Shows(2, "split-then-re-merge", "I1", "I7") with { RecordsPerPage = RecordsPerPage.All },
        Shows(2, "anon-name", "I1", "I7") with { RecordsPerPage = RecordsPerPage.All },
        Of(2, "split-back") with { RecordsPerPage = RecordsPerPage.All, Expected = new Keeps("I1") },
        Shows(3, "merge-left-part", "I1", "I7") with { RecordsPerPage = new(2) },
        Shows(3, "mremap-fixed-head-of-mid", "I1", "I7") with { RecordsPerPage = RecordsPerPage.All },
        Of(3, "merge-right-part") with { RecordsPerPage = RecordsPerPage.All, Expected = new Keeps("I1") },
        Shows(3, "merge-right-part", "I1", "I7") with { RecordsPerPage = RecordsPerPage.All, Undoes = true },

        // The same from query to query, each of which sets its iterator anew.
        Free(1, "merge-right-full"),
        Free(1, "merge-right-full") with { Layout = OneMore },
        Free(1, "merge-both"),
        Free(1, "merge-left-full"),
        Free(2, "split-front"),
        Free(2, "split-then-re-merge"),
        Free(3, "merge-left-part"),
        Of(4, "grow-mid-into-gap") with { Expected = new Keeps("I5") },
        Shows(4, "grow-mid-into-gap", "I5") with { Layout = BehindTheHole },
        Of(5, "split-mid") with
        {
            Reader = "proc_maps/version-cursor",
            Writers = ["split-mid", "munmap-tail-of-mid"],
            Layout = "0-4r",
            At = 0,
            Expected = new Breaks("I4"),
        },
    ];

    private static Claim Shows(int section, string writer, params string[] ids) =>
        Of(section, writer) with { Expected = new Breaks(ids) };

    private static Claim Free(int section, string writer) =>
        Of(section, writer) with { Reader = Walk, Expected = new Keeps("I1", "I17") };

    private static Claim Of(int section, string writer) => new()
    {
        Id = $"F{section}",
        Source = $"docs/findings.md {section}",
        Reader = Merged,
        Writers = [writer],
    };
}
