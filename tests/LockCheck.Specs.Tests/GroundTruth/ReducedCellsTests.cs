using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>Reduced searches of the matrix's cells: what is found there is what full searches find.</summary>
public class ReducedCellsTests
{
    private const int StatesMax = 4000;

    // A prime, so that the cells are of all readers and all writers.
    private const int Every = 7;

    private static readonly Catalogue Known = Catalogue.Load();

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, MatrixPart.All.Count)];

    // Goal: a reduction changes no cell. Method: every seventh small cell, searched in full and reduced; the same is
    // broken, and as many states are the end of everything.
    [Theory]
    [MemberData(nameof(Parts))]
    public void A_cell_is_the_same_under_a_reduction(int number)
    {
        var part = MatrixPart.All[number];
        var compared = 0;
        var differing = new List<string>();
        var pairs =
            from column in part.ColumnsOf(Known, new RecordsPerPage(1))
            from writer in part.WritersOf(Known)
            select (column, writer);
        foreach (var (column, writer) in pairs.Where((_, at) => at % Every == number))
        {
            if (MatrixRunner.WhyNot(Known, column.Reader, writer.Name) is not null)
            {
                continue;
            }

            var scenario = part.ScenarioOf(Known, column, writer.Name, RwSemLevel.L1, repeat: 1, undoes: false);
            var full = Explorer.Search(scenario.Build(Known), new SearchOptions { MaxStates = StatesMax });
            if (full.CutBy is not null)
            {
                continue;
            }

            var reduced = Explorer.Search(
                scenario.Build(Known), new SearchOptions { ReducesLocalSteps = true, SelfCheckEvery = 101 });
            compared++;
            if (Summary(reduced) != Summary(full))
            {
                differing.Add($"{column.Reader} x {writer.Name}: {Summary(reduced)} instead of {Summary(full)}");
            }
        }

        Assert.Empty(differing);
        Assert.True(compared >= 3, $"{compared} cells were compared");
    }

    private static string Summary(SearchResult result) =>
        $"{result.Verdict}, {result.TerminalStates} ends, {result.DeadlockStates} deadlocks, "
        + string.Join(' ', result.Findings.Select(finding => finding.Property?.Id ?? "deadlock").Order(
            StringComparer.Ordinal));
}
