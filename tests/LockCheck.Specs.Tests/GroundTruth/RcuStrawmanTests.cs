using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.GroundTruth;

/// <summary>
/// The column P-RCU. The model loads each field by itself and keeps the iterator's slot, which the published table did
/// not; docs/model-and-table.md says what follows, and here the cells are held.
/// </summary>
public class RcuStrawmanTests
{
    private const string Reader = "proc_maps/rcu-strawman";

    private static readonly Catalogue Known = Catalogue.Load();
    private static readonly PublishedMatrix Published = PublishedMatrix.Load();

    // Goal: every difference from the table is one that is known. Method: the cells that differ, by hand; all other
    // cells as published.
    [Theory]
    [InlineData("none", "")]
    [InlineData("mprotect-mid", "")]
    [InlineData("split-front", "DEP")]
    [InlineData("split-back", "GP")]
    [InlineData("split-mid", "GDEP")]
    [InlineData("merge-both", "GDOP")]
    [InlineData("merge-left-full", "GDOP")]
    [InlineData("merge-left-part", "GDP")]
    [InlineData("merge-right-full", "GDP")]
    [InlineData("merge-right-part", "DEP")]
    [InlineData("grow-mid-into-gap", "")]
    [InlineData("munmap-whole-mid", "OP")]
    [InlineData("munmap-tail-of-mid", "GOP")]
    [InlineData("munmap-head-of-mid", "DOEP")]
    [InlineData("munmap-mid-of-mid", "GDOEP")]
    [InlineData("munmap-everything", "P")]
    [InlineData("map-fixed-new-whole-mid", "GOP")]
    [InlineData("map-fixed-new-page-in-mid", "GDOEP")]
    [InlineData("map-fixed-new-whole-last", "GP")]
    [InlineData("map-fixed-old-whole-mid", "GDOEP")]
    [InlineData("map-fixed-old-page-in-mid", "GDOEP")]
    [InlineData("map-fixed-old-whole-last", "GDOP")]
    [InlineData("split-then-re-merge", "DOEP")]
    [InlineData("shrink-then-grow", "GDOP")]
    [InlineData("reuse-lower", "DOEP")]
    public void A_cell(string writer, string codes) =>
        Assert.Equal(codes, MatrixRunner.Run(Known, Reader, writer, new(1), RwSemLevel.L1, repeat: 1).Codes);

    // Goal: without a change that moves or frees a VMA the strawman is right, as the table has it.
    [Theory]
    [InlineData("none")]
    [InlineData("mprotect-mid")]
    public void Without_a_boundary_that_moves_the_table_is_met(string writer) =>
        Assert.Equal(string.Empty, Published[Known.Writer(writer).Row, "P-RCU"]);
}
