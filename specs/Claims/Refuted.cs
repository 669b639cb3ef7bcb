namespace LockCheck.Specs.Claims;

/// <summary>
/// The source says that these properties are broken; a search to its end finds that they hold, and a document says why.
/// </summary>
/// <param name="Where">Where it is explained.</param>
/// <param name="Ids">Ids such as <c>I10</c>.</param>
public sealed record Refuted(string Where, params IReadOnlyList<string> Ids) : Expectation
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => Ids;

    /// <inheritdoc/>
    public override string Text => new Breaks(Ids).Text;

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        var held = new Keeps(Ids).Judge(result);
        return held.Status == ClaimStatus.AsExpected
            ? new Judgement(ClaimStatus.Explained, $"{held.Found}, {Where}")
            : held;
    }
}
