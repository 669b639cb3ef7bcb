namespace LockCheck.Specs.Claims;

/// <summary>These properties hold: a search to its end finds none of them broken.</summary>
/// <param name="Ids">Ids such as <c>I1</c>.</param>
public sealed record Keeps(params IReadOnlyList<string> Ids) : Expectation
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => Ids;

    /// <inheritdoc/>
    public override string Text => $"{Breaks.Join(Ids)} {(Ids.Count == 1 ? "holds" : "hold")}";

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        var broken = Breaks.BrokenBy(result);
        return broken.Count == 0
            ? new Judgement(ClaimStatus.AsExpected, Text)
            : new Judgement(ClaimStatus.Differs, Breaks.Say(broken));
    }
}
