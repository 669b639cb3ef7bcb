using System.Collections.Concurrent;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;

namespace LockCheck.Coyote.Cases;

/// <summary>The tests of the claims, by the names of the claims. A model is loaded once, not once a run.</summary>
internal static class ClaimCases
{
    /// <summary>Gets what there is.</summary>
    public static Catalogue Known { get; } = Catalogue.Load();

    private static readonly Lazy<Dictionary<string, Claim>> Claims = new(
        () => ClaimNames.All(Known).ToDictionary(named => named.Name, named => named.Claim, StringComparer.Ordinal));

    private static readonly ConcurrentDictionary<string, TestCase> Cases = new(StringComparer.Ordinal);

    /// <summary>Gives the test of a claim.</summary>
    public static TestCase Of(string name) =>
        Cases.GetOrAdd(name, static name => TestCase.Of(Known, Claims.Value[name]));
}
