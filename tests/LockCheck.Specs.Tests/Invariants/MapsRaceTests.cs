using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using LockCheck.Specs.Claims;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>The assertions of proc-maps-race.c, on reads that a script makes up.</summary>
public class MapsRaceTests
{
    private const string Layout = "0-3rw 3-6r 6-9rw";
    private const string Reader = "proc_maps/mmap-lock";

    // L is 3-6, F is 6-9; the page before the boundary begins with 0-3. What follows the line f is not looked at.
    [Theory]
    [InlineData("split", 3, 6, 6, 9, "")]
    [InlineData("split", 3, 4, 4, 6, "")]
    [InlineData("split", 3, 4, 3, 6, "")]
    [InlineData("split", 3, 4, 6, 9, "assertion 1")]
    [InlineData("split", 3, 6, 4, 6, "assertion 2")]
    [InlineData("split", 3, 6, 3, 6, "assertion 2")]
    [InlineData("split", 4, 6, 6, 9, "assertion 2")]
    [InlineData("resize", 3, 6, 6, 9, "")]
    [InlineData("resize", 3, 4, 6, 9, "")]
    [InlineData("resize", 3, 4, 3, 6, "")]
    [InlineData("resize", 3, 4, 7, 9, "assertion 1")]
    [InlineData("resize", 3, 6, 3, 6, "assertion 2")]
    [InlineData("remap", 3, 6, 6, 9, "")]
    [InlineData("remap", 3, 4, 4, 5, "")]
    [InlineData("remap", 3, 4, 3, 6, "")]
    [InlineData("remap", 3, 4, 5, 6, "assertion 1")]
    [InlineData("remap", 3, 4, 6, 9, "assertion 1")]
    [InlineData("remap", 3, 6, 4, 5, "assertion 2")]
    public void Two_lines_are_both_as_before_or_both_as_after(
        string test, int lStart, int lEnd, int fStart, int fEnd, string expected)
    {
        var vmas = LayoutText.Parse(Layout).Vmas;
        var wrong = MapsRaceLines.Of(test, vmas[1], vmas[2]).WhatIsWrong((lStart, lEnd), (fStart, fEnd));
        Assert.Equal(expected, wrong?.Split(',')[0] ?? string.Empty);
        Assert.Equal(expected.Length > 0, Breaks(test, 2, () => Read(lStart, lEnd, fStart, fEnd)));
    }

    // Goal: the boundary is looked for in each read anew, and by the number of calls. Method: one record a page.
    [Theory]
    [InlineData(6, false)]
    [InlineData(4, true)]
    public void The_boundary_is_where_the_page_ends_that_holds_the_VMA(int start, bool expected)
    {
        Assert.Equal(expected, Breaks("split", 1, () => ReadTwice(start)));
    }

    [Theory]
    [InlineData("split-mid", 1, 2, "a writer maps-race-split")]
    [InlineData("maps-race-split", 2, 3, "a VMA that is not the last one")]
    [InlineData("maps-race-split", 1, 3, "Take --records-per-page 2")]
    public void A_scenario_without_that_boundary_is_refused(string writer, int at, int records, string why)
    {
        var exception = Assert.Throws<ScenarioException>(() => Configured(writer, at, records));
        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }

    private static async Routine Read(int lStart, int lEnd, int fStart, int fEnd)
    {
        await Step.At("read");
        Script.Begin();
        Script.CallBegin();
        Script.Report(0, 3, Script.W);
        Script.Report(lStart, lEnd, Script.R);
        Script.CallEnd(2);
        Script.CallBegin();
        Script.Report(fStart, fEnd, Script.R);
        Script.Report(20, 21, Script.R);
        Script.CallEnd(2);
        Script.CallBegin();
        Script.CallEnd(0);
        Script.Close();
    }

    private static async Routine ReadTwice(int start)
    {
        await Step.At("read");
        ReadOnce(6);
        ReadOnce(start);
    }

    private static void ReadOnce(int start)
    {
        Script.Begin();
        foreach (var record in (int[])[0, 3, start])
        {
            Script.CallBegin();
            Script.Report(record, record == 4 ? 6 : record + 3, Script.R);
            Script.CallEnd(1);
        }

        Script.Close();
    }

    private static bool Breaks(string test, int records, Func<Routine> read)
    {
        var result = Explorer.Search(new KernelModel(new KernelSettings
        {
            Layout = LayoutText.Parse(Layout),
            Actors = [new ReaderActor("reader", read)],
            Monitors = [Configured($"maps-race-{test}", 1, records)],
        }));
        Assert.True(result.TerminalStates > 0, "the script never runs to its end");
        return result.Findings.Count > 0;
    }

    private static MapsRaceAssertions Configured(string writer, int at, int records)
    {
        var assertions = new MapsRaceAssertions();
        assertions.Bind(Property.FirstOfModel, promised: true);
        assertions.Configure(
            new Scenario
            {
                Reader = Reader,
                Writers = [new WriterAt(writer, at)],
                Layout = LayoutText.Parse(Layout),
                RecordsPerPage = new(records),
            },
            Check.Known.Reader(Reader));
        return assertions;
    }
}
