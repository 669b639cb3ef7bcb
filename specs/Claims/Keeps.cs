namespace LockCheck.Specs.Claims;

/// <summary>These properties hold: a search to its end finds none of them broken.</summary>
/// <param name="Ids">
/// Ids such as <c>I1</c>. That there is no deadlock is always part of it; <c>deadlock</c> says so aloud.
/// </param>
public sealed record Keeps(params IReadOnlyList<string> Ids) : Expectation
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => Breaks.Checked(Ids);

    /// <inheritdoc/>
    public override string Text => Breaks.WithoutDeadlock(Ids) is var kept && kept.Count < Ids.Count
        ? kept.Count == 0 ? "there is no deadlock" : $"{Say(kept)}, and there is no deadlock"
        : Say(Ids);

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        var broken = Breaks.BrokenBy(result);
        return broken.Count == 0
            ? new Judgement(ClaimStatus.AsExpected, Text)
            : new Judgement(ClaimStatus.Differs, Breaks.Say(broken));
    }

    private static string Say(IReadOnlyList<string> ids) =>
        $"{Breaks.Join(ids)} {(ids.Count == 1 ? "holds" : "hold")}";
}
