namespace LockCheck.Specs.Claims;

/// <summary>
/// Section 6.3 of protocols.md, phrase by phrase: what a fatal signal, a failed allocation or trylock, and the target's
/// exit do to each protocol. A claim's source quotes its phrase.
/// </summary>
/// <remarks>Mempolicies are not modelled, so that of the phrase about P-SR the rest is decided.</remarks>
public sealed class ErrorClaims : ClaimGroup
{
    private const string Section = "docs/protocols.md 6.3";
    private const string Start = "P-ML/P-PV start -> -EINTR, nothing held";
    private const string InNext = "P-PV in next -> error pointer, stop releases RCU + refs exactly once";
    private const string Rollup = "P-SR -> releases policy, mm, task, no unlock";
    private const string WithMmReference = "P-TV7m -> mmput + put task, NULL (looks like EOF)";
    private const string Snapshot = "P-S4 -> I8 and I9 violations";
    private const string FailedNew =
        "allocation failure / trylock failure in P-OC* new: next NULL forever, destroy a no-op";

    private const string ProcReader =
        "every /proc reader -> current page completes (mm.users pinned), next read returns EOF";

    private const string OldTaskVma = "P-TV <= v7 -> crash";
    private const string OpenCoded5 = "P-OC5 -> UAF";
    private const string OpenCoded26 = "P-OC26 -> iterates the (still alive) mm";

    private static readonly string[] OfMmapLock =
        ["proc_maps/mmap-lock", "proc_maps/mmap-lock-maple", "proc_smaps/mmap-lock"];

    private static readonly string[] Rollups = ["smaps_rollup/5.10", "smaps_rollup/6.1", "smaps_rollup/6.10"];
    private static readonly string[] WithoutMmReference = ["iter_task_vma/v1", "iter_task_vma/v3", "iter_task_vma/v5"];

    private static readonly string[] Of2026 =
        ["iter_task_vma/mm-ref", "iter_task_vma/per-vma-lock", "iter_task_vma/snapshot"];

    // All but those that leak a lock or put a reference twice whether or not the target exits (numbers 46 and 48).
    private static readonly string[] OfProc =
    [
        "proc_maps/version-cursor", .. OfMmapLock, "proc_maps/per-vma-lock", "proc_maps/per-vma-lock-v5",
        "proc_maps/per-vma-lock-no-gap-check", "proc_maps/per-vma-lock-no-end-check", "proc_maps/rcu-v2",
        "proc_maps/rcu-v2-lock-failure", "proc_maps/rcu-v3", "proc_maps/rcu-strawman", .. Rollups,
        "procmap_query/mmap-lock", "procmap_query/mmap-lock-walk", "procmap_query/per-vma-lock",
        "procmap_query/per-vma-lock-walk", "procmap_query/build-id-locked", "procmap_query/build-id-fixed",
        "procmap_query/first-posted",
    ];

    /// <inheritdoc/>
    public override string Name => "errors";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims => [.. Signals, .. Failures, .. Exits];

    private static IEnumerable<Claim> Signals =>
    [
        .. OfMmapLock.Append("proc_maps/per-vma-lock")
            .Select(reader => Signal(Start, reader) with { Expected = new Keeps("I8", "I9", "I15") }),
        Signal(InNext, "proc_maps/per-vma-lock") with
        {
            RecordsPerPage = RecordsPerPage.All,
            Expected = new Keeps("I8", "I9", "I11", "I14"),
        },
        .. Rollups.Select(reader => Signal(Rollup, reader) with { Expected = new Keeps("I8", "I9") }),
        Signal(WithMmReference, "task_vma/v7-mm-ref") with
        {
            RecordsPerPage = RecordsPerPage.All,
            Expected = new Keeps("I8", "I9", "I14"),
        },
        Signal(WithMmReference, "task_vma/v7-mm-ref") with
        {
            RecordsPerPage = RecordsPerPage.All,
            Expected = new Breaks("I15"),
        },

        // The revision that ends at the unlock (I8) shows nothing of the references. With a file in front, and one
        // record a page, no read() leaks its last snapshot (S4-6).
        Signal(Snapshot, "proc_maps/rcu-v2") with { Expected = new Breaks("I8") },
        Signal(Snapshot, "proc_maps/rcu-v2-lock-failure") with
        {
            Layout = "0-4r,file=1 4-8w 8-12r",
            Expected = new Breaks("I9"),
        },
    ];

    // Up to v5 new tries for the mmap_lock, which a writer holds; from April 2026 on for alloc_lock, which an exit
    // holds.
    private static IEnumerable<Claim> Failures =>
    [
        .. WithoutMmReference.Select(reader => Of(FailedNew, reader) with
        {
            Writers = ["mprotect-mid"],
            Faults = Faults.NoMem,
            Expected = new Keeps("I8", "I9", "I14"),
        }),
        .. Of2026.Select(reader => Of(FailedNew, reader) with
        {
            Faults = Faults.NoMem | Faults.Exit,
            Expected = new Keeps("I8", "I9", "I14"),
        }),
    ];

    private static IEnumerable<Claim> Exits =>
    [
        .. OfProc.Select(reader => Exit(ProcReader, reader, new Keeps("I8", "I9", "I10"))),
        .. ((string[])["task_vma/v3", "task_vma/v5", "task_vma/v7"])
            .Select(reader => Exit(OldTaskVma, reader, new Breaks("I10"))),
        Exit(OpenCoded5, "iter_task_vma/v5", new Breaks("I10")),
        .. Of2026.Select(reader => Exit(OpenCoded26, reader, new Keeps("I8", "I9", "I10"))),
    ];

    private static Claim Signal(string phrase, string reader) =>
        Of(phrase, reader) with { Writers = ["mprotect-mid"], Faults = Faults.Signal };

    private static Claim Exit(string phrase, string reader, Expectation expected) =>
        Of(phrase, reader) with { Faults = Faults.Exit, Expected = expected };

    private static Claim Of(string phrase, string reader) =>
        new() { Id = "6.3", Source = $"{Section}: {phrase}", Reader = reader };
}
