namespace LockCheck.Specs.Claims;

/// <summary>These properties are broken, whether or not the reader promises them.</summary>
/// <param name="Ids">
/// Ids such as <c>I1</c>; <c>deadlock</c> for a state in which nobody can go on, <c>alone</c> for a reader that runs
/// alone and goes round.
/// </param>
public sealed record Breaks(params IReadOnlyList<string> Ids) : Expectation
{
    // Where nothing else is asked for: it is checked anyway, and a schedule has to name one.
    private static readonly string[] Always = ["I8"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => Checked(Ids);

    /// <inheritdoc/>
    public override bool IsShownByOne => true;

    /// <inheritdoc/>
    public override bool ChecksAlone => Ids.Contains(Property.Alone.Id);

    /// <inheritdoc/>
    public override string Text => Say(Ids);

    /// <inheritdoc/>
    public override bool IsFailedBy(string id) => Ids.Contains(id);

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        var broken = BrokenBy(result);
        return new Judgement(
            Ids.All(broken.Contains) ? ClaimStatus.AsExpected : ClaimStatus.Differs,
            Say(broken));
    }

    /// <summary>
    /// What is to be checked for some ids: a deadlock is looked for in every search, and <c>alone</c> by the engine.
    /// </summary>
    internal static IReadOnlyList<string> Checked(IReadOnlyList<string> ids) =>
        WithoutDeadlock(ids).Where(id => id != Property.Alone.Id).ToList() is { Count: > 0 } named ? named : Always;

    internal static IReadOnlyList<string> WithoutDeadlock(IReadOnlyList<string> ids) =>
        [.. ids.Where(id => id != ScheduleFile.Deadlock)];

    internal static IReadOnlyList<string> BrokenBy(SearchResult result) =>
    [
        .. result.Findings.Select(finding => finding.Property?.Id ?? ScheduleFile.Deadlock)
            .Order(StringComparer.Ordinal),
    ];

    internal static string Say(IReadOnlyList<string> broken) => broken.Count switch
    {
        0 => "nothing is broken",
        1 => broken[0] == ScheduleFile.Deadlock ? "there is a deadlock" : $"{broken[0]} is broken",
        _ when broken.Contains(ScheduleFile.Deadlock) => $"{Say(WithoutDeadlock(broken))}, and there is a deadlock",
        _ => $"{Join(broken)} are broken",
    };

    internal static string Join(IReadOnlyList<string> ids) => string.Join(", ", ids);
}
