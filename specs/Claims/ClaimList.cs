using System.Globalization;
using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Claims;

/// <summary>The claims of all groups in one order, and those that a filter names.</summary>
public static class ClaimList
{
    /// <summary>All claims: by the letters of their ids, then by the numbers, then as their groups list them.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <returns>The claims, each with its group.</returns>
    public static IReadOnlyList<(ClaimGroup Group, Claim Claim)> All(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return
        [
            .. catalogue.ClaimGroups
                .SelectMany(group => group.Claims.Select(claim => (Group: group, Claim: claim)))
                .OrderBy(entry => entry.Claim.Id.TrimEnd([.. "0123456789"]), StringComparer.Ordinal)
                .ThenBy(entry => NumberOf(entry.Claim.Id)),
        ];
    }

    /// <summary>The claims that at least one filter names.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="filters">Ids, tags and names of groups; none for all claims.</param>
    /// <returns>The claims.</returns>
    /// <exception cref="UnknownNameException">A filter names no claim.</exception>
    public static IReadOnlyList<(ClaimGroup Group, Claim Claim)> Matching(
        Catalogue catalogue, IReadOnlyList<string> filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var all = All(catalogue);
        foreach (var filter in filters.Where(filter => !all.Any(entry => Names(entry).Contains(filter))))
        {
            throw UnknownNameException.For(
                "claim", filter, all.SelectMany(Names).Distinct(StringComparer.Ordinal), "lockcheck claims");
        }

        return filters.Count == 0 ? all : [.. all.Where(entry => Names(entry).Intersect(filters).Any())];
    }

    private static IEnumerable<string> Names((ClaimGroup Group, Claim Claim) entry) =>
        [entry.Claim.Id, entry.Group.Name, .. entry.Claim.Tags];

    private static int NumberOf(string id)
    {
        var digits = id[id.TrimEnd([.. "0123456789"]).Length..];
        return digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
