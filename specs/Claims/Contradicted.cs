namespace LockCheck.Specs.Claims;

/// <summary>
/// The source says that these properties hold; a search finds them broken, and a document says why.
/// </summary>
/// <param name="Where">Where it is explained.</param>
/// <param name="Ids">Ids such as <c>I10</c>.</param>
public sealed record Contradicted(string Where, params IReadOnlyList<string> Ids) : Expectation
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => Breaks.Checked(Ids);

    /// <inheritdoc/>
    public override bool IsShownByOne => true;

    /// <inheritdoc/>
    public override bool ChecksAlone => Ids.Contains(Property.Alone.Id);

    /// <inheritdoc/>
    public override string Text => new Keeps(Ids).Text;

    /// <inheritdoc/>
    public override bool IsFailedBy(string id) => Ids.Contains(id);

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        var found = new Breaks(Ids).Judge(result);
        return found.Status == ClaimStatus.AsExpected
            ? new Judgement(ClaimStatus.Explained, $"{found.Found}, {Where}")
            : found;
    }
}
