using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests;

public class CounterTests
{
    [Fact]
    public void Two_threads_lose_an_update_in_four_steps()
    {
        var result = Explorer.Search(new CounterWorld(2, 1), new SearchOptions { SelfCheckEvery = 1 });
        var finding = Assert.Single(result.Findings);
        Assert.Equal(Verdict.Violated, result.Verdict);
        Assert.Equal(CounterWorld.LostUpdate, finding.Property);
        Assert.Equal(4, finding.Path.Count);
        Assert.Equal([0, 1, 0, 1], finding.Path.Select(step => (int)step.Slot));
    }
}
