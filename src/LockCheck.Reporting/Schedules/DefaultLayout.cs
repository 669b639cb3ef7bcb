using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Reporting.Schedules;

/// <summary>The layout of a scenario when nobody gives one.</summary>
public static class DefaultLayout
{
    /// <summary>The layout of a scenario without a writer.</summary>
    public const string WithoutWriter = "0-4r 4-8w 8-12r";

    /// <summary>The first writer's own layout.</summary>
    public static string Of(Catalogue catalogue, IReadOnlyList<WriterAt> writers) =>
        writers.Count > 0 ? catalogue.Writer(writers[0].Writer).Layout : WithoutWriter;
}
