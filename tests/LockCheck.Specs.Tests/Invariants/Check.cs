using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>Runs scenarios to exhaustion, and says what they found.</summary>
internal static class Check
{
    /// <summary>The writers that leave the target its mm: no exec, and no exit with another task behind it.</summary>
    public static IEnumerable<WriterProtocol> OfOneMm => Known.MapWriters.Where(writer => !writer.GivesSecondMm);

    public static Catalogue Known { get; } = Catalogue.Load(typeof(Check).Assembly);

    /// <summary>The writers that a reader can meet on some kernel.</summary>
    public static IEnumerable<string> WritersOf(string reader) => Known.Writers
        .Select(writer => writer.Name)
        .Where(writer => MatrixRunner.WhyNot(Known, reader, writer) is null);

    public static SearchResult Run(Scenario scenario)
    {
        var result = Explorer.Search(scenario.Build(Known), new SearchOptions { Alone = scenario.Alone });
        Assert.Null(result.CutBy);
        Assert.Equal(0, result.DeadlockStates);
        return result;
    }

    /// <summary>A reader against a writer on the writer's own layout.</summary>
    public static Scenario Of(
        string reader, string writer, RecordsPerPage page, Faults faults = Faults.None, int repeat = 1)
    {
        var workload = Known.Writer(writer);
        return new Scenario
        {
            Reader = reader,
            Writers = [new WriterAt(writer, workload.DefaultAt)],
            Layout = LayoutText.Parse(workload.Layout),
            RecordsPerPage = page,
            Faults = faults,
            Repeat = repeat,
        };
    }

    /// <summary>The ids of the promises that are broken, and of crashes, in order.</summary>
    public static string Failures(SearchResult result) => Ids(result, isFailure: true);

    /// <summary>The ids of what was noticed and not promised, in order.</summary>
    public static string Observations(SearchResult result) => Ids(result, isFailure: false);

    /// <summary>The explained run of a finding, for messages of failing tests.</summary>
    public static string Explain(Scenario scenario, SearchResult result)
    {
        if (result.Findings.Count == 0)
        {
            return "nothing was found";
        }

        var model = LoadedModel.Load(scenario.Build(Known));
        var finding = result.Findings.FirstOrDefault(found => found.IsFailure) ?? result.Findings[0];
        var trace = Trace.Of(model, finding.Path);
        return string.Join('\n', trace.Steps.Select(step =>
            $"{step.Number,4} {step.Thread,-8} {step.Operation,-40} {step.Drawing} {string.Join("; ", step.Details)}"));
    }

    private static string Ids(SearchResult result, bool isFailure) => string.Join(' ', result.Findings
        .Where(finding => finding.IsFailure == isFailure)
        .Select(finding => finding.Property?.Id ?? "deadlock")
        .Order(StringComparer.Ordinal));
}
