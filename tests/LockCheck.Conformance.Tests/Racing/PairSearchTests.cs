using LockCheck.Conformance.Racing;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;

namespace LockCheck.Conformance.Tests.Racing;

/// <summary>Whether a reader of the model can deliver two records one after the other.</summary>
public class PairSearchTests
{
    private const string Merged = "task_vma/v7-mm-ref";
    private const string Repaired = "task_vma/resume-unshown";
    private static readonly Catalogue All = Catalogue.Load();

    /// <summary>2-6 r, 6-10 rw; then 2-8 r, 8-10 rw: pages 2 to 6 are always there, and in no record.</summary>
    private static readonly RecordPair Lost = new(new RegionRecord(0, 1, 1), new RegionRecord(6, 10, 3));

    [Fact]
    public void What_a_reader_loses_at_the_end_of_a_page_is_explained()
    {
        var answer = Ask(Merged, Lost);
        Assert.Equal(PairVerdict.Explained, answer.Verdict);
        Assert.InRange(answer.Steps, 10, 60);
        Assert.Contains("mmap_write_unlock", answer.Text);
        Assert.Contains("in 1 round of the writer", answer.Text);
    }

    [Fact]
    public void A_reader_that_keeps_its_promise_explains_no_lost_page()
    {
        var answer = Ask(Repaired, Lost);
        Assert.Equal(PairVerdict.Unexplained, answer.Verdict);
        Assert.Contains("in 2 rounds of the writer", answer.Text);
    }

    [Fact]
    public void Neither_does_one_whose_page_takes_everything() => Assert.Equal(
        PairVerdict.Unexplained, Ask(Merged, Lost, page: RecordsPerPage.All).Verdict);

    [Fact]
    public void The_beginning_and_the_end_are_neighbours_too()
    {
        Assert.Equal(PairVerdict.Explained, Ask(Repaired, new(null, new RegionRecord(0, 1, 1))).Verdict);
        Assert.Equal(PairVerdict.Explained, Ask(Repaired, new(new RegionRecord(28, 29, 1), null)).Verdict);
        Assert.Equal(PairVerdict.Unexplained, Ask(Repaired, new(new RegionRecord(0, 1, 1), null)).Verdict);
    }

    [Fact]
    public void Another_protection_or_an_edge_that_no_call_makes_is_not_explained()
    {
        Assert.Equal(PairVerdict.Unexplained, Ask(Merged, Lost with { Second = new RegionRecord(6, 10, 7) }).Verdict);
        Assert.Equal(PairVerdict.Unexplained, Ask(Merged, Lost with { Second = new RegionRecord(7, 10, 3) }).Verdict);
    }

    [Fact]
    public void A_search_that_is_cut_decides_nothing() =>
        Assert.Equal(PairVerdict.Undecided, Ask(Repaired, Lost, statesMax: 10).Verdict);

    [Fact]
    public void Answers_are_kept()
    {
        var search = new PairSearch(All, roundsMax: 2, statesMax: 100_000);
        var first = Ask(search, Merged, Lost, new RecordsPerPage(1));
        var states = search.States;
        Assert.Same(first, Ask(search, Merged, Lost, new RecordsPerPage(1)));
        Assert.True(states > 0 && search.States == states);
    }

    private static PairAnswer Ask(
        string reader, RecordPair pair, RecordsPerPage? page = null, long statesMax = 1_000_000) =>
        Ask(new PairSearch(All, roundsMax: 2, statesMax), reader, pair, page ?? new RecordsPerPage(1));

    private static PairAnswer Ask(PairSearch search, string reader, RecordPair pair, RecordsPerPage page) =>
        search.Ask(
            reader, page, RaceCycle.All.Single(one => one.Name == "boundary-up"), [pair], CancellationToken.None)[pair];
}
