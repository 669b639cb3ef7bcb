namespace LockCheck.Specs.Claims;

/// <summary>
/// The BPF task_vma iterator over several tasks: what the selftest prog_tests/bpf_iter.c asks of it (protocols.md 7.4:
/// all tasks, with a tid, with a pid, and beside tasks that exit), the bugs that it has with one task, too, and what
/// the model found beside them: docs/findings.md, whose section is the id.
/// </summary>
/// <remarks>Each map is a read of its own; that there is one for each task is the invariant <c>tasks</c>.</remarks>
public sealed class TaskMapClaims : ClaimGroup
{
    private const string All = "task_vma/all";
    private const string Tid = "task_vma/tid";
    private const string MovesOn = "task_vma/tid-moves-on";
    private const string Listing = "tasks";
    private const string Alone = "alone";

    private static readonly string[] Whole = [Listing, "I1", "I3", "I9", "I10", "I14"];

    /// <inheritdoc/>
    public override string Name => "task-maps";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        .. ((string[])[All, "task_vma/tgid"]).SelectMany(reader => ((string[])["none", "thread-exit", "process-exit"])
            .Select(writer => Of("7.4", "docs/protocols.md 7.4 [M]", reader, writer, new Keeps(Whole)))),
        Of("#4", "docs/protocols.md 5, number 4 [D]", "task_vma/all-v7", "thread-exit", new Breaks("I10")),
        Of("#6", "docs/protocols.md 5, number 6 [X]", All, "split-front", new Breaks("I1")),
        Of("#6", "docs/protocols.md 5, number 6 [X]", "task_vma/tgid", "split-front", new Breaks("I1")),
        Found(Tid, "none", new Breaks(Listing)),
        Found(Tid, "none", new Breaks(Alone)),
        Found(Tid, "mprotect-mid", new Breaks(Listing)) with { RecordsPerPage = RecordsPerPage.All },
        Found(Tid, "none", new Keeps(Whole)) with { RecordsPerPage = RecordsPerPage.All },
        Found(MovesOn, "none", new Keeps([.. Whole, Alone])),
        Found(MovesOn, "mprotect-mid", new Keeps(Whole)) with { RecordsPerPage = RecordsPerPage.All },
    ];

    private static Claim Found(string reader, string writer, Expectation expected) =>
        Of("F12", "docs/findings.md 12", reader, writer, expected);

    private static Claim Of(string id, string source, string reader, string writer, Expectation expected) => new()
    {
        Id = id,
        Source = source,
        Reader = reader,
        Writers = [writer],
        Expected = expected,
    };
}
