using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Claims;

/// <summary>What is known to be wrong with a reader, by the claims that every run of the tests checks.</summary>
public static class KnownDefects
{
    /// <summary>
    /// The rows of the bug catalogue, such as <c>#6</c>, and the findings, such as <c>F1</c>, that a claim shows in the
    /// reader. A finding may be about something that nobody promised: it counts if it breaks a promise.
    /// </summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="reader">The reader.</param>
    /// <returns>The ids, in the order of the claims.</returns>
    public static IReadOnlyList<string> Of(Catalogue catalogue, ReaderProtocol reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return
        [
            .. ClaimList.All(catalogue).Select(entry => entry.Claim)
                .Where(claim => claim.IsAbout(reader) && claim.Expected is Breaks broken &&
                    (IsRow(claim) || (IsFinding(claim) && broken.Ids.Intersect(Judged(reader)).Any())))
                .Select(claim => claim.Id)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static bool IsRow(Claim claim) => claim.Id.StartsWith('#');

    private static bool IsFinding(Claim claim) => claim.Id.StartsWith('F');

    private static IEnumerable<string> Judged(ReaderProtocol reader) => [.. reader.Promises, ScheduleFile.Deadlock];
}
