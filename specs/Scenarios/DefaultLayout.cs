using LockCheck.Specs.Catalog;

namespace LockCheck.Specs.Scenarios;

/// <summary>The layout of a scenario when nobody gives one.</summary>
public static class DefaultLayout
{
    /// <summary>The layout of a scenario without a writer.</summary>
    public const string WithoutWriter = "0-4r 4-8w 8-12r";

    /// <summary>The first writer's own layout.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="writers">The writers; their places do not matter.</param>
    /// <returns>The layout as text.</returns>
    public static string Of(Catalogue catalogue, IReadOnlyList<WriterAt> writers)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(writers);
        return writers.Count > 0 ? catalogue.Writer(writers[0].Writer).Layout : WithoutWriter;
    }
}
