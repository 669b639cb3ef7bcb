namespace LockCheck.Specs.Claims;

/// <summary>
/// The counts of the BPF selftest prog_tests/bpf_iter.c for a task iterator without parameters, with a tid and with a
/// pid (protocols.md 7.4); and what the model found beside them: docs/findings.md, whose section is the id.
/// </summary>
/// <remarks>To list each task once that was asked for, and no other, is to count them right.</remarks>
public sealed class TaskClaims : ClaimGroup
{
    private const string Listing = "tasks";

    private static readonly string[] Readers =
        ["task/all", "task/tid", "task/tgid", "task_file/all", "task_file/tid", "task_file/tgid"];

    /// <inheritdoc/>
    public override string Name => "task-iterators";

    /// <inheritdoc/>
    public override IEnumerable<Claim> Claims =>
    [
        .. Readers.Select(reader => new Claim
        {
            Id = "7.4",
            Source = "docs/protocols.md 7.4 [M]",
            Reader = reader,
            Expected = new Keeps(Listing, "I9", "I14"),
        }),
        Found("task_file/tgid-check-fixed", "none", new Breaks(Listing)),
        Found("task/tgid", "thread-exit", new Breaks(Listing)),
        Found("task/all", "thread-exit", new Keeps(Listing)),
    ];

    private static Claim Found(string reader, string writer, Expectation expected) => new()
    {
        Id = "F11",
        Source = "docs/findings.md 11",
        Reader = reader,
        Writers = [writer],
        Expected = expected,
    };
}
