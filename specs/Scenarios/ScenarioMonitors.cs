using LockCheck.Specs.Catalog;
using LockCheck.Specs.Invariants;
using LockCheck.Specs.Tearing;

namespace LockCheck.Specs.Scenarios;

/// <summary>Which invariants are at work in a scenario, and the properties that they report.</summary>
internal static class ScenarioMonitors
{
    /// <summary>The monitors with their properties: invariants by their ids, then the measure of tearing.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="catalogue">What there is.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="hasSecondMm">Whether the target may come to have a second mm.</param>
    /// <returns>The monitors.</returns>
    /// <exception cref="UnknownNameException">An invariant is unknown.</exception>
    /// <exception cref="ScenarioException">There are too many.</exception>
    public static IReadOnlyList<Kernel.Monitor> Of(
        Scenario scenario, Catalogue catalogue, ReaderProtocol reader, bool hasSecondMm)
    {
        var wanted = scenario.Invariants ??
            [.. catalogue.Invariants.Where(IsWanted).Select(invariant => invariant.Id)];
        var always = catalogue.Invariants.Where(invariant => invariant.IsCrash).Select(invariant => invariant.Id);
        var monitors = new List<Kernel.Monitor>();
        foreach (var id in wanted.Union(always).Order(StringComparer.Ordinal))
        {
            var invariant = catalogue.NewInvariant(id);
            invariant.Bind(Property.FirstOfModel + monitors.Count, reader.Promises.Contains(id));
            invariant.Configure(scenario, reader);
            monitors.Add(invariant);
        }

        if (scenario.MeasuresTearing)
        {
            monitors.Add(new TearingMeasure(Property.FirstOfModel + monitors.Count, reader));
        }

        var properties = Property.FirstOfModel + monitors.Sum(monitor => monitor.Properties.Count);
        return properties <= Property.CountMax ? monitors : throw new ScenarioException(
            $"The scenario has {properties} properties, and a step's report has room for {Property.CountMax}. Usual "
            + "cause: many invariants of your own beside ours. Name fewer of them with --invariant.");

        bool IsWanted(Invariant invariant) =>
            (reader.ListsMap ||
                (invariant.Subscribes & KernelEvent.Record) == 0 ||
                reader.Promises.Contains(invariant.Id)) &&
            (hasSecondMm || !invariant.NeedsSecondMm) &&
            (!invariant.IsOnRequest ||
                reader.Promises.Contains(invariant.Id) ||
                (scenario.MeasuresTearing && invariant is I7TearingBound));
    }
}
