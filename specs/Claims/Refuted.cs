namespace LockCheck.Specs.Claims;

/// <summary>
/// The source says that these properties are broken; a search to its end finds that they hold, and a document says why.
/// </summary>
/// <param name="Where">Where it is explained.</param>
/// <param name="Ids">Ids such as <c>I10</c>.</param>
public sealed record Refuted(string Where, params IReadOnlyList<string> Ids) : Expectation
{
    /// <summary>Gets what may be broken all the same (<see cref="Keeps.Beside"/>).</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => Breaks.Checked(Ids);

    /// <inheritdoc/>
    public override bool ChecksAlone => Ids.Contains(Property.Alone.Id);

    /// <inheritdoc/>
    public override string Text => new Breaks(Ids).Text;

    /// <inheritdoc/>
    public override bool IsFailedBy(string id) => !Beside.Contains(id);

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        var held = new Keeps(Ids) { Beside = Beside }.Judge(result);
        return held.Status == ClaimStatus.AsExpected
            ? new Judgement(ClaimStatus.Explained, $"{held.Found}, {Where}")
            : held;
    }
}
