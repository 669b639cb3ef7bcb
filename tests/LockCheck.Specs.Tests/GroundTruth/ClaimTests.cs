using System.Runtime.CompilerServices;
using LockCheck.Engine;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Claims;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>Claims: what they are made from, and what they say of a search.</summary>
public class ClaimTests
{
    private static readonly Catalogue Known = Catalogue.Load();

    // Goal: the embedded tables are the document's. Method: line by line.
    [Theory]
    [InlineData("6.1", @"| writer \ reader", 29, 16)]
    [InlineData("6.2", "| | I1 gap", 19, 13)]
    public void The_embedded_table_is_that_of_the_document(string section, string head, int rows, int columns)
    {
        var lines = File.ReadLines(Document())
            .SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(string.Join('\n', lines) + "\n", PublishedTable.Text(section));
        var table = PublishedTable.Load(section);
        Assert.Equal((rows, columns), (table.Rows.Count, table.Columns.Count));
    }

    // Goal: no row of the bug catalogue is without a claim. Method: the numbers of the document's rows.
    [Fact]
    public void Every_row_of_the_bug_catalogue_has_a_claim()
    {
        var rows = File.ReadLines(Document())
            .SkipWhile(line => !line.StartsWith("# 5.", StringComparison.Ordinal))
            .TakeWhile(line => !line.StartsWith("# 6.", StringComparison.Ordinal))
            .Where(line => line.Length > 2 && line[0] == '|' && char.IsAsciiDigit(line[2]))
            .Select(line => "#" + line.Split('|', StringSplitOptions.TrimEntries)[1]);
        var claimed = ClaimList.Matching(Known, ["bugs"]).Select(entry => entry.Claim.Id);
        Assert.Equal(rows, claimed.Distinct(StringComparer.Ordinal));
    }

    // Goal: no defect of the maps under RCU is without a claim, which its name selects. Method: the document's list.
    [Fact]
    public void Every_defect_of_the_maps_under_RCU_has_a_claim()
    {
        var defects = File.ReadLines(Document())
            .Where(line => line.StartsWith("| S4-", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1])
            .ToList();
        Assert.Equal(15, defects.Count);
        Assert.All(defects, defect => Assert.NotEmpty(ClaimList.Matching(Known, [defect])));
    }

    [Fact]
    public void A_claim_is_decidable_or_says_why_not() => Assert.All(ClaimList.All(Known), entry =>
    {
        Assert.True(entry.Claim.Expected is null == entry.Claim.OutOfReach is not null, entry.Claim.Id);
        Assert.NotEmpty(entry.Claim.Source);
    });

    // Goal: equal codes, and no others, are as expected; of a lower bound, more of D, O and E too, and never less.
    [Theory]
    [InlineData("GD", false, false, "AsExpected")]
    [InlineData("G", false, false, "Differs")]
    [InlineData("GDO", false, false, "Differs")]
    [InlineData("G", true, false, "AsExpected")]
    [InlineData("D", true, false, "Differs")]
    [InlineData("GDO", true, false, "Differs")]
    public void Codes_are_held_against_the_table(string codes, bool isLowerBound, bool mayRepeat, string expected) =>
        Assert.Equal(expected, Judge("merge-right-full", new CellCodes(codes, isLowerBound, mayRepeat, null)));

    [Theory]
    [InlineData(false, "Differs")]
    [InlineData(true, "AsExpected")]
    public void A_repetition_after_a_real_change_is_permitted(bool mayRepeat, string expected)
    {
        var claim = Of("task_vma/v7", "split-then-re-merge", new CellCodes("GDO", false, mayRepeat, null));
        Assert.Equal(expected, Run(claim, null).Status.ToString());
    }

    [Theory]
    [InlineData("GD", "Explained")]
    [InlineData("GDO", "Differs")]
    public void A_difference_is_explained_only_as_it_is_known(string known, string expected) => Assert.Equal(
        expected, Judge("merge-right-full", new CellCodes("D", true, false, new KnownDifference(known, "a document"))));

    // Goal: what a source has broken and the model does not is explained, and only as long as nothing is broken.
    [Theory]
    [InlineData("split-back", null, "Explained")]
    [InlineData("split-back", 1L, "Cut")]
    [InlineData("merge-right-full", null, "Differs")]
    [InlineData("merge-right-full", 1700L, "Differs")]
    public void What_a_source_has_broken_may_hold(string writer, long? states, string expected)
    {
        var claim = Of("proc_maps/per-vma-lock", writer, new Refuted("a document", "I1"));
        Assert.Equal(expected, Run(claim, states).Status.ToString());
    }

    // Goal: what is broken stays so, whatever was cut; that something holds takes a search to its end.
    [Theory]
    [InlineData(true, null, "AsExpected")]
    [InlineData(false, null, "Differs")]
    [InlineData(true, 1L, "Cut")]
    [InlineData(false, 1L, "Cut")]
    [InlineData(true, 1700L, "AsExpected")]
    [InlineData(false, 1700L, "Differs")]
    public void A_cut_search_decides_only_what_it_found(bool breaks, long? states, string expected)
    {
        Expectation expectation = breaks ? new Breaks("I1") : new Keeps("I1");
        var outcome = Run(Of("proc_maps/per-vma-lock", "merge-right-full", expectation), states);
        Assert.Equal(expected, outcome.Status.ToString());
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal("there is no reader X", Of("X", "none", new Keeps("I1")).WhyNot(Known));
        Assert.Equal("there is no writer X", Of("P-ML", "X", new Keeps("I1")).WhyNot(Known));
    }

    private static string Judge(string writer, CellCodes codes) =>
        Run(Of("proc_maps/per-vma-lock", writer, codes), null).Status.ToString();

    private static ClaimOutcome Run(Claim claim, long? states) => ClaimOutcome.Of(
        Known,
        Known.ClaimGroups[0],
        claim,
        scenario => Explorer.Search(
            scenario.Build(Known), new SearchOptions { MaxStates = states, Alone = scenario.Alone }));

    private static Claim Of(string reader, string writer, Expectation expected) =>
        new() { Id = "test", Source = "a test", Reader = reader, Writers = [writer], Expected = expected };

    private static string Document([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "protocols.md");
}
