using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Claims;

/// <summary>
/// A name for each claim that is an identifier, for tests that are made of claims: its id, its reader and its writers.
/// Claims that differ in something else are numbered in the order of <see cref="ClaimList"/>.
/// </summary>
public static class ClaimNames
{
    /// <summary>Names the claims that the model can decide.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <returns>Each claim with its name, in the order of <see cref="ClaimList"/>.</returns>
    public static IReadOnlyList<(string Name, Claim Claim)> All(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<(string, Claim)>();
        foreach (var (_, claim) in ClaimList.All(catalogue).Where(entry => entry.Claim.WhyNot(catalogue) is null))
        {
            var name = NameOf(claim);
            var count = used[name] = used.GetValueOrDefault(name) + 1;
            names.Add((count == 1 ? name : $"{name}_{count}", claim));
        }

        return names;
    }

    private static string NameOf(Claim claim)
    {
        var writers = claim.AgainstEveryWriter ? ["any writer"] : claim.Writers;
        return string.Join("__", writers.Prepend(claim.Reader).Prepend(IdOf(claim.Id)).Select(Identifier));
    }

    /// <summary>A row of the catalogue, a section of a document, or a finding, which has a letter of its own.</summary>
    private static string IdOf(string id) => id switch
    {
        ['#', .. var row] => $"Bug{row}",
        [>= '0' and <= '9', ..] => $"Section{id}",
        _ => id,
    };

    private static string Identifier(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')).Trim('_');
}
