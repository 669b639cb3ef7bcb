using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Claims;

/// <summary>The codes of a cell of protocols.md 6.1.</summary>
/// <param name="Codes">The letters, in the order of the table; empty for a dot.</param>
/// <param name="IsLowerBound">Whether more than D, O and E may come out, and no less: the caution of 6.1.</param>
/// <param name="MayRepeat">Whether an exact duplicate (E) follows a real change: the reading guide permits it.</param>
/// <param name="Known">What is known to come out instead, and where that is explained; null if nothing is.</param>
public sealed record CellCodes(string Codes, bool IsLowerBound, bool MayRepeat, KnownDifference? Known) : Expectation
{
    // Allowed for every protocol that drops locks; G, P and C are errors.
    private const string Allowed = "DOE";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Invariants => [.. MatrixRunner.Legend.Select(code => code.Invariant)];

    /// <inheritdoc/>
    public override string Text => (Codes.Length == 0 ? "." : Codes) + (IsLowerBound ? " or more" : string.Empty);

    /// <inheritdoc/>
    public override Judgement Judge(SearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var found = MatrixRunner.CodesOf(result);
        var text = found.Length == 0 ? "." : found;
        if (result.DeadlockStates > 0)
        {
            return new Judgement(ClaimStatus.Differs, text + " and a deadlock");
        }

        if (found == Known?.Codes)
        {
            return new Judgement(ClaimStatus.Explained, $"{text}, {Known.Value.Where}");
        }

        var more = found.Except(Codes).Where(code => !(MayRepeat && code == 'E'));
        var isRight = !Codes.Except(found).Any() &&
            more.All(code => IsLowerBound && Allowed.Contains(code, StringComparison.Ordinal));
        return new Judgement(isRight ? ClaimStatus.AsExpected : ClaimStatus.Differs, text);
    }
}

/// <summary>A difference between the model and the table that is understood.</summary>
/// <param name="Codes">What the model finds.</param>
/// <param name="Where">Where it is explained.</param>
public readonly record struct KnownDifference(string Codes, string Where);
