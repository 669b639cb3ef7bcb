namespace LockCheck.Specs.Claims;

/// <summary>What searches with one writer each say together.</summary>
internal static class WorstOver
{
    /// <summary>The judgement over all of them: what breaks, and with which writer first.</summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="searches">The searches, one for each writer.</param>
    /// <returns>The judgement.</returns>
    public static Judgement Writers(Expectation expected, IReadOnlyList<ClaimSearch> searches)
    {
        if (expected.IsShownByOne && searches[^1] is { Agrees: true } shown)
        {
            return new Judgement(shown.Judgement.Status, $"with {shown.Writers} {shown.Judgement.Found}");
        }

        return searches.All(search => search.Agrees)
            ? searches[0].Judgement
            : new Judgement(ClaimStatus.Differs, Broken(expected, searches));
    }

    private static string Broken(Expectation expected, IReadOnlyList<ClaimSearch> searches)
    {
        var besides = expected switch
        {
            Keeps keeps => keeps.Beside,
            Refuted refuted => refuted.Beside,
            _ => [],
        };
        var first = searches
            .SelectMany(search => Breaks.BrokenBy(search.Result).Select(id => (Id: id, search.Writers)))
            .Where(entry => !besides.Contains(entry.Id))
            .DistinctBy(entry => entry.Id, StringComparer.Ordinal)
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .ToList();
        return first.Count == 0
            ? Breaks.Say([])
            : string.Join("; ", first.Select(entry => $"with {entry.Writers} {Breaks.Say([entry.Id])}"));
    }
}
