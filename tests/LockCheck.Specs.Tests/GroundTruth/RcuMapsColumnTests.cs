using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>The column P-S4 of the published matrix, and what v3 of the same design leaves of it.</summary>
public class RcuMapsColumnTests
{
    private const string V2 = "proc_maps/rcu-v2";
    private const string V3 = "proc_maps/rcu-v3";

    private static readonly PublishedMatrix Published = PublishedMatrix.Load();

    // A merge eats all that follows the VMA returned last: the iterator meets the end of the tree, and a NULL is never
    // validated (S4-7). The table was made with an iterator that searches by address; the schedules are in
    // docs/model-and-table.md.
    private static readonly Dictionary<string, string> Differing = new(StringComparer.Ordinal)
    {
        ["merge-both"] = "GDO",
        ["merge-right-full"] = "GDE",

        // The repetition depends on where the moved pages come from, which the table does not say.
        ["mremap-fixed-head-of-mid"] = "DO",
    };

    public static TheoryData<string> Writers => [.. Check.WritersOf(V2).Intersect(Check.WritersOf(V3))];

    // Goal: the model finds what the published table says, but for the cells above. Method: every cell, exhaustively,
    // with the bounds of the table.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Every_cell_of_v2_is_as_published_or_explained(string writer)
    {
        var row = Check.Known.Writer(writer).Row;
        if (Published.Rows.Contains(row))
        {
            var published = Published[row, "P-S4"];
            var expected = Differing.GetValueOrDefault(writer, published);
            var codes = CodesOf(V2, writer, new(1));
            Assert.True(expected == codes, $"{writer}: published `{published}`, due `{expected}`, found `{codes}`");
        }
    }

    [Fact]
    public void What_differs_does_differ() => Assert.All(
        Differing, cell => Assert.NotEqual(Published[Check.Known.Writer(cell.Key).Row, "P-S4"], cell.Value));

    // Goal: v3 repeats nothing, and turns back only to report a VMA that has grown. Method: every writer and page.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Version_3_repeats_no_record(string writer)
    {
        foreach (var page in (RecordsPerPage[])[new(1), new(2), RecordsPerPage.All])
        {
            var codes = CodesOf(V3, writer, page);
            Assert.DoesNotContain('E', codes);
            Assert.DoesNotContain('P', codes);
        }
    }

    private static string CodesOf(string reader, string writer, RecordsPerPage page)
    {
        var cell = MatrixRunner.Run(Check.Known, reader, writer, page, RwSemLevel.L1, repeat: 1);
        Assert.Null(cell.Result.CutBy);
        Assert.Equal(0, cell.Result.DeadlockStates);
        return cell.Codes;
    }
}
