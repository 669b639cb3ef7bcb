using LockCheck.Conformance.Racing;
using LockCheck.Kernel.Layouts;

namespace LockCheck.Conformance.Tests.Racing;

/// <summary>The states of a cycle, and that every cycle is one.</summary>
public class CycleStatesTests
{
    public static TheoryData<string> Names => [.. RaceCycle.All.Select(cycle => cycle.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cycle_ends_where_it_began_has_guards_and_a_small_world(string name)
    {
        var cycle = RaceCycle.All.Single(one => one.Name == name);
        var states = new CycleStates(cycle);
        Assert.Equal(cycle.Round.Count, states.Returned.Count);
        foreach (var guard in (RegionRecord[])[states.Before[0], states.Before[^1]])
        {
            Assert.True(states.IsAlwaysMapped(guard.Start));
            Assert.All(cycle.Round, call => Assert.False(call.Start < guard.End && guard.Start < call.End));
        }

        Assert.Equal(3 * cycle.Round.Count, new CycleWindow(cycle, 3).Calls.Count);
    }

    [Fact]
    public void Pages_that_one_state_lacks_are_not_always_mapped()
    {
        var states = new CycleStates(new RaceCycle(
            "unmap", [Calls.Map(0, 4, Prot.Read)], [Calls.Unmap(2, 4), Calls.Map(2, 4, Prot.Read)]));
        Assert.True(states.IsAlwaysMapped(1));
        Assert.False(states.IsAlwaysMapped(2));
        Assert.Equal([0L, 1L], states.AlwaysMapped(0, 24).Order());
        Assert.True(states.Has(new RegionRecord(0, 2, 1)));
        Assert.True(states.Has(new RegionRecord(0, 4, 1)));
        Assert.False(states.Has(new RegionRecord(2, 4, 1)));
    }

    [Fact]
    public void Calls_that_do_not_come_back_are_no_cycle() => Assert.Throws<ArgumentException>(
        () => new CycleStates(new RaceCycle("gone", [Calls.Map(0, 4, Prot.Read)], [Calls.Unmap(2, 4)])));

    [Fact]
    public void Calls_that_fail_are_no_cycle() => Assert.Throws<ArgumentException>(() => new CycleStates(
        new RaceCycle("fails", [Calls.Map(0, 4, Prot.Read)], [Calls.Protect(6, 8, Prot.Read)])));
}
