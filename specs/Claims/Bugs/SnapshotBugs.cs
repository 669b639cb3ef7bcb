namespace LockCheck.Specs.Claims;

/// <summary>
/// The bugs of the maps under RCU with a snapshot (protocols.md 2e, where the defects S4-1 to S4-11 are argued).
/// </summary>
public sealed class SnapshotBugs : BugClaims
{
    private const string Snapshot = "proc_maps/rcu-v2";
    private const string WithFile = "0-4r 4-8w,file=1 8-12r";
    private const string PrivateData = "the private data of a mapping's driver is not modelled";

    /// <inheritdoc/>
    public override string Name => "maps-under-rcu";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        Shows(20, "[R]", Snapshot, "mprotect-mid", "I8") with { Tags = [Tag, "S4-1"], Faults = Faults.Signal },
        Shows(21, "[R]", Snapshot, "mprotect-mid", "I9") with
        {
            Tags = [Tag, "S4-2"],
            Layout = WithFile,
            Faults = Faults.Signal,
        },
        Shows(22, "[X]", Snapshot, "munmap-everything", "I10") with { Tags = [Tag, "S4-3"] },
        Shows(23, "[X]", Snapshot, "mprotect-mid", "I5''") with { Tags = [Tag, "S4-4"] },
        OutOfReach(24, "[X/R]", "needs a check of progress (I13)") with { Tags = [Tag, "S4-5"] },
        Shows(25, "[R]", Snapshot, "none", "I9") with { Tags = [Tag, "S4-6"], Layout = WithFile },
        Shows(26, "[X]", Snapshot, "map-fixed-old-whole-last", "I1") with { Tags = [Tag, "S4-7"] },
        Mended(26, "[X]", Snapshot, "map-fixed-new-whole-last", "I1") with { Tags = [Tag, "S4-7"] },
        Shows(27, "[D]", Snapshot, "munmap-whole-mid", "I11") with { Tags = [Tag, "S4-8"], Layout = WithFile },
        OutOfReach(28, "[D]", "a copy of a VMA is one step: torn pointers are not modelled") with
        {
            Tags = [Tag, "S4-9"],
        },
        OutOfReach(29, "[D]", PrivateData) with { Tags = [Tag, "S4-10"] },
        OutOfReach(30, "[R]", "needs weak memory; the model is sequentially consistent") with
        {
            Tags = [Tag, "S4-11"],
        },

        // The document has the last VMA repeated; docs/model-and-table.md says why the rewound sentinel does no harm.
        Mended(31, "[R]", "proc_maps/rcu-v3", "none", "I5''"),
    ];
}
