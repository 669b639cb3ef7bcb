namespace LockCheck.Specs.Claims;

/// <summary>
/// The bugs of the maps under RCU with a snapshot (protocols.md 2e, where the defects S4-1 to S4-15 are argued): by the
/// rows of the catalogue, and by their own numbers where they have no row.
/// </summary>
public sealed class SnapshotBugs : BugClaims
{
    private const string V2 = "proc_maps/rcu-v2";
    private const string V3 = "proc_maps/rcu-v3";
    private const string PerVmaLock = "proc_maps/per-vma-lock";

    // v2 ends at S4-1 wherever the lock fails; what else its error path does is seen without that.
    private const string V2LockFailure = "proc_maps/rcu-v2-lock-failure";

    private const string FileInFront = "0-4r,file=1 4-8w 8-12r";
    private const string FileInMiddle = "0-4r 4-8w,file=1 8-12r";
    private const string NameInMiddle = "0-4r 4-8w,name=\"[anon:b]\" 8-12r";
    private const string TwoNames = "0-4r,name=\"[anon:a]\" 4-8w,name=\"[anon:b]\" 8-12r";
    private const string RoomBelow = "2-4r 4-8w,name=\"[anon:b]\" 8-12r";
    private const string Explained = "docs/model-and-table.md, P-S4";
    private const string NoRoom = "0-1r 1-2w 2-3r pages=3";
    private const string PrivateData = "the data of a mapping's driver, which die when it is closed, are not modelled";

    /// <inheritdoc/>
    public override string Name => "maps-under-rcu";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims => [.. Rows, .. Defects];

    private static IEnumerable<Claim> Rows =>
    [
        Shows(20, "[R]", V2, "mprotect-mid", "I8") with { Tags = [Tag, "S4-1"], Faults = Faults.Signal },
        Mended(20, "[R]", V3, "mprotect-mid", "I8") with { Tags = [Tag, "S4-1"], Faults = Faults.Signal },

        // With a file in front, and one record a page, no read() leaks its last snapshot (S4-6).
        Shows(21, "[R]", V2LockFailure, "mprotect-mid", "I9") with
        {
            Tags = [Tag, "S4-2"],
            Layout = FileInFront,
            Faults = Faults.Signal,
        },
        Mended(21, "[R]", V3, "mprotect-mid", "I9") with
        {
            Tags = [Tag, "S4-2"],
            Layout = FileInFront,
            Faults = Faults.Signal,
        },
        Shows(22, "[X]", V2, "munmap-everything", "I10") with { Tags = [Tag, "S4-3"] },
        Shows(22, "[X]", V3, "munmap-everything", "I10") with { Tags = [Tag, "S4-3"] },
        Shows(23, "[X]", V2, "mprotect-mid", "I5''") with { Tags = [Tag, "S4-4"] },
        Mended(23, "[X]", V3, "mprotect-mid", "I5''") with { Tags = [Tag, "S4-4"] },

        // Each further record is one more than there are pages; with each round of a writer there is one.
        Shows(24, "[X/R]", V2, "mprotect-mid", "I13") with
        {
            Tags = [Tag, "S4-5"],
            Layout = NoRoom,
            RecordsPerPage = All,
        },
        Mended(24, "[X/R]", V3, "mprotect-mid", "I13") with
        {
            Tags = [Tag, "S4-5"],
            Layout = NoRoom,
            RecordsPerPage = All,
        },

        // The output has no bound because the writers have none.
        EndsAlone(24, "[X/R]", V2, "mprotect-mid") with
        {
            Tags = [Tag, "S4-5"],
            Layout = NoRoom,
            RecordsPerPage = All,
        },
        Shows(25, "[R]", V2, "none", "I9") with { Tags = [Tag, "S4-6"], Layout = FileInMiddle },
        Shows(25, "[R]", V3, "none", "I9") with { Tags = [Tag, "S4-6"], Layout = FileInMiddle },
        Shows(26, "[X]", V2, "map-fixed-old-whole-last", "I1") with { Tags = [Tag, "S4-7"] },
        Mended(26, "[X]", V2, "map-fixed-new-whole-last", "I1") with { Tags = [Tag, "S4-7"] },
        Shows(27, "[D]", V2, "munmap-whole-mid", "I11") with { Tags = [Tag, "S4-8"], Layout = FileInMiddle },
        Shows(27, "[D]", V3, "munmap-whole-mid", "I11") with { Tags = [Tag, "S4-8"], Layout = FileInMiddle },

        // The get is tried for ever, and nobody has to do anything for that.
        Shows(27, "[D]", V2, "munmap-whole-mid", Alone) with { Tags = [Tag, "S4-8"], Layout = FileInMiddle },
        Shows(27, "[D]", V3, "munmap-whole-mid", Alone) with { Tags = [Tag, "S4-8"], Layout = FileInMiddle },
        Mended(27, "[D]", PerVmaLock, "munmap-whole-mid", "I11", Alone) with
        {
            Tags = [Tag, "S4-8"],
            Layout = FileInMiddle,
        },

        // Its other half: the object becomes another file's. The check of step 9 comes before anything is shown.
        Harmless(27, "[D]", V2, "reuse-file", Explained, "I10") with { Tags = [Tag, "S4-8"] },
        Harmless(27, "[D]", V3, "reuse-file", Explained, "I10") with { Tags = [Tag, "S4-8"] },

        // The pointer in the copy was right a moment ago, and what it points to waits for a grace period.
        Harmless(28, "[D]", V2, "munmap-whole-mid", Explained, "I10") with
        {
            Tags = [Tag, "S4-9"],
            Layout = NameInMiddle,
        },

        // Here the object itself is reused while it is copied.
        Harmless(28, "[D]", V3, "reuse-lower", Explained, "I10") with { Tags = [Tag, "S4-9"], Layout = RoomBelow },
        OutOfReach(29, "[D]", PrivateData) with { Tags = [Tag, "S4-10"] },
        OutOfReach(30, "[R]", "needs weak memory; the model is sequentially consistent") with
        {
            Tags = [Tag, "S4-11"],
        },

        // The document has the last VMA repeated.
        Harmless(31, "[R]", V3, "none", Explained, "I5''"),
    ];

    private static IEnumerable<Claim> Defects =>
    [
        // One turn: the reader goes back because of a write that has nothing to do with it. Each turn takes one more.
        Defect(12, "[R]") with
        {
            Reader = V2,
            Writers = ["any"],
            Layout = NoRoom,
            RecordsPerPage = All,
            Expected = new Breaks("I13"),
        },
        Defect(12, "[R]") with { Reader = V2, Writers = ["any"], Expected = new Keeps(Alone) },
        Defect(12, "[R]") with { Reader = V3, Writers = ["any"], Expected = new Keeps(Alone) },
        Defect(13, "[R]") with
        {
            Reader = V2LockFailure,
            Writers = ["mprotect-mid"],
            Faults = Faults.Signal,
            Expected = new Breaks("I15"),
        },
        Defect(13, "[R]") with
        {
            Reader = V3,
            Writers = ["mprotect-mid"],
            Faults = Faults.Signal,
            Expected = new Keeps("I15"),
        },

        // In one page nothing but a retry turns back.
        Defect(14, "[X]") with
        {
            Reader = V2,
            Writers = ["merge-left-full"],
            RecordsPerPage = All,
            Expected = new Breaks("I4", "I4'"),
        },
        Defect(14, "[X]") with
        {
            Reader = V3,
            Writers = ["merge-left-full"],
            RecordsPerPage = All,
            Expected = new Keeps("I4"),
        },

        // Step 5 puts the first name, the get of the second one fails, and the copy points to it without a reference.
        Defect(15, "[R]") with
        {
            Reader = V2,
            Writers = ["munmap-whole-mid"],
            Layout = TwoNames,
            RecordsPerPage = All,
            Expected = new Keeps("I9"),
        },
    ];

    private static Claim Defect(int number, string tag) =>
        new() { Id = $"S4-{number}", Source = $"docs/protocols.md 2e S4-{number} {tag}" };
}
