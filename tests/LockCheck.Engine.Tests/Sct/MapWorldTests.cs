using LockCheck.Engine.Tests.Sampling;
using LockCheck.Sct;

namespace LockCheck.Engine.Tests.Sct;

/// <summary>The model that the speed of sampling is measured with is the one that it is said to be.</summary>
public class MapWorldTests
{
    [Fact]
    public void It_has_135_complete_interleavings()
    {
        var all = Interleavings.Of(() => new MapWorld()).ToList();
        Assert.Equal(135, all.Count);
        Assert.Equal(135, all.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Its_reader_leaves_no_page_out()
    {
        var result = Explorer.Search(new MapWorld());
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void A_reader_that_looks_back_does_and_every_strategy_finds_it()
    {
        var shortest = Assert.Single(Explorer.Search(new MapWorld(looksBack: true)).Findings);
        Assert.Equal(MapWorld.Gap, shortest.Property);
        foreach (var strategy in Enum.GetValues<SamplingStrategy>())
        {
            var options = new SearchOptions { Sampling = new SamplingPlan { Strategy = strategy } };
            var found = Assert.Single(Explorer.Sample(new MapWorld(looksBack: true), 5_000, 1, options).Findings);
            Assert.InRange(found.Path.Count, shortest.Path.Count, 60);
        }
    }
}
