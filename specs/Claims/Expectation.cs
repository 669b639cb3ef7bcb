namespace LockCheck.Specs.Claims;

/// <summary>What must come out of a claim's search.</summary>
public abstract record Expectation
{
    /// <summary>Gets the invariants that are checked for it.</summary>
    public abstract IReadOnlyList<string> Invariants { get; }

    /// <summary>Gets whether it is about readers that run alone (<see cref="Property.Alone"/>).</summary>
    public virtual bool ChecksAlone => false;

    /// <summary>
    /// Gets whether one search that agrees is enough, of several: something is broken as soon as one breaks it.
    /// Otherwise all have to agree.
    /// </summary>
    public virtual bool IsShownByOne => false;

    /// <summary>Gets it in words, such as <c>I1 is broken</c>.</summary>
    public abstract string Text { get; }

    /// <summary>
    /// Whether a run that breaks a property is what a test of the claim is to fail by: where something must break, that
    /// alone; where something must hold, everything but what may break beside it. A cell of a table names all its
    /// codes, and what is not there must hold.
    /// </summary>
    /// <param name="id">The id of the property; <c>deadlock</c> and <c>alone</c> too.</param>
    /// <returns>Whether it fails.</returns>
    public virtual bool IsFailedBy(string id) => true;

    /// <summary>Holds it against a search.</summary>
    /// <param name="result">The search.</param>
    /// <returns>Whether the search agrees, and what it found, in words.</returns>
    public abstract Judgement Judge(SearchResult result);
}

/// <summary>An expectation held against a search.</summary>
/// <param name="Status">Whether they agree.</param>
/// <param name="Found">What was found, in words.</param>
public readonly record struct Judgement(ClaimStatus Status, string Found);

/// <summary>What became of a claim.</summary>
public enum ClaimStatus
{
    /// <summary>The model finds what the source says.</summary>
    AsExpected,

    /// <summary>It finds something else, which docs/findings.md or docs/model-and-table.md explains.</summary>
    Explained,

    /// <summary>It finds something else.</summary>
    Differs,

    /// <summary>The search was cut.</summary>
    Cut,

    /// <summary>A limit ended the run before its turn came.</summary>
    NotReached,

    /// <summary>The model cannot decide it.</summary>
    NotModelled,
}
