namespace LockCheck.Specs.Claims;

/// <summary>These properties are broken, whether or not the reader promises them.</summary>
/// <param name="Ids">Ids such as <c>I1</c>.</param>
public sealed record Breaks(params IReadOnlyList<string> Ids) : Expectation
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => Ids;

    /// <inheritdoc/>
    public override string Text => $"{Join(Ids)} {(Ids.Count == 1 ? "is" : "are")} broken";

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        var broken = BrokenBy(result);
        return new Judgement(
            Ids.All(broken.Contains) ? ClaimStatus.AsExpected : ClaimStatus.Differs,
            Say(broken));
    }

    internal static IReadOnlyList<string> BrokenBy(SearchResult result) =>
    [
        .. result.Findings.Select(finding => finding.Property?.Id ?? ScheduleFile.Deadlock)
            .Order(StringComparer.Ordinal),
    ];

    internal static string Say(IReadOnlyList<string> broken) => broken.Count switch
    {
        0 => "nothing is broken",
        1 => $"{broken[0]} is broken",
        _ => $"{Join(broken)} are broken",
    };

    internal static string Join(IReadOnlyList<string> ids) => string.Join(", ", ids);
}
