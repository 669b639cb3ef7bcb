using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>
/// The columns in which the model is known to differ from the published table: P-S4 and P-RCU, cell by cell. What is
/// due stands in the claims of 6.1, and nowhere else; docs/model-and-table.md says why.
/// </summary>
public class ExplainedCellsTests
{
    private static readonly Catalogue Known = Catalogue.Load();
    private static readonly PublishedMatrix Published = PublishedMatrix.Load();

    public static TheoryData<string> Rows => [.. Published.Rows];

    // Goal: the model finds what the published table says, but for the cells that are explained, and there exactly what
    // is explained. Method: every cell, exhaustively, with the bounds of the table.
    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_cell_is_as_published_or_explained(string row)
    {
        foreach (var column in (string[])["P-S4", "P-RCU"])
        {
            var (claim, cell) = Cells(column).Single(entry => entry.Claim.Tags.Contains(row));
            Assert.Equal(Published[row, column], cell.Codes);
            var due = cell.Known?.Codes ?? cell.Codes;
            var codes = CodesOf(claim);
            Assert.True(due == codes, $"{row} x {column}: published `{cell.Codes}`, due `{due}`, found `{codes}`");
        }
    }

    // Goal: nothing is explained that needs no explanation, and no difference comes or goes unseen. Method: the numbers
    // at the head of docs/model-and-table.md.
    [Theory]
    [InlineData("P-S4", 3)]
    [InlineData("P-PV", 3)]
    [InlineData("P-PV-g", 3)]
    [InlineData("P-PV-e", 3)]
    [InlineData("P-RCU", 27)]
    public void What_is_explained_differs(string column, int cells)
    {
        var explained = Cells(column).Select(entry => entry.Cell).Where(cell => cell.Known is not null).ToList();
        Assert.Equal(cells, explained.Count);
        Assert.All(explained, cell => Assert.NotEqual(cell.Codes, cell.Known!.Value.Codes));
    }

    // Goal: without a change that moves or frees a VMA the strawman is right, as the table has it.
    [Theory]
    [InlineData("none")]
    [InlineData("in-place mprotect(mid)")]
    public void Without_a_boundary_that_moves_the_strawman_is_right(string row)
    {
        var (claim, cell) = Cells("P-RCU").Single(entry => entry.Claim.Tags.Contains(row));
        Assert.Null(cell.Known);
        Assert.Equal(string.Empty, cell.Codes);
        Assert.Equal(string.Empty, CodesOf(claim));
    }

    private static IEnumerable<(Claim Claim, CellCodes Cell)> Cells(string column) =>
        ClaimList.Matching(Known, [column])
            .Where(entry => entry.Claim.Expected is CellCodes)
            .Select(entry => (entry.Claim, (CellCodes)entry.Claim.Expected!));

    private static string CodesOf(Claim claim)
    {
        var scenario = claim.ScenarioOf(Known);
        var writer = scenario.Writers.Count == 0 ? "none" : scenario.Writers[0].Writer;
        var cell = MatrixRunner.Run(
            Known, scenario.Reader, writer, scenario.RecordsPerPage, scenario.RwSem, scenario.Repeat);
        Assert.Null(cell.Result.CutBy);
        Assert.Equal(0, cell.Result.DeadlockStates);
        return cell.Codes;
    }
}
