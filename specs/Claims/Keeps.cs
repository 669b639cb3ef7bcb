namespace LockCheck.Specs.Claims;

/// <summary>These properties hold: a search to its end finds none of them broken.</summary>
/// <param name="Ids">
/// Ids such as <c>I1</c>. That there is no deadlock is always part of it; <c>deadlock</c> says so aloud.
/// </param>
public sealed record Keeps(params IReadOnlyList<string> Ids) : Expectation
{
    /// <summary>
    /// Gets what may be broken all the same: I8 and I10 are looked for in every search, and a source may say that these
    /// are broken where others hold. They hold then in every run until it crashes.
    /// </summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => Breaks.Checked(Ids);

    /// <inheritdoc/>
    public override bool ChecksAlone => Ids.Contains(Property.Alone.Id);

    /// <inheritdoc/>
    public override string Text => Breaks.WithoutDeadlock(Ids) is var kept && kept.Count < Ids.Count
        ? kept.Count == 0 ? "there is no deadlock" : $"{Say(kept)}, and there is no deadlock"
        : Say(Ids);

    /// <inheritdoc/>
    public override bool IsFailedBy(string id) => !Beside.Contains(id);

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        var broken = Breaks.BrokenBy(result).Except(Beside).ToList();
        return broken.Count == 0
            ? new Judgement(ClaimStatus.AsExpected, Text)
            : new Judgement(ClaimStatus.Differs, Breaks.Say(broken));
    }

    internal static string Say(IReadOnlyList<string> ids) =>
        $"{Breaks.Join(ids)} {(ids.Count == 1 ? "holds" : "hold")}";
}
