using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

public class MemoryTests
{
    [Fact]
    public void A_million_states_take_at_most_32_bytes_each_beside_the_frontier()
    {
        var result = Explorer.Search(new GridWorld(6, 9), new SearchOptions { SelfCheckEvery = 0 });
        Assert.Equal(1_000_000, result.States);
        Assert.Equal(GridWorld.TransitionsOf(6, 9), result.Transitions);
        Assert.InRange(result.BytesPerState, 16, 32);
        Assert.Equal(FingerprintTable.MissProbability(1_000_000), result.MissProbability);
    }

    [Fact]
    public void Unused_room_for_frames_costs_nothing()
    {
        // Six threads: a header of 24 bytes each, and one frame with a header of 8. The frame has 4 bytes of state and
        // 4 of steps; its builder and its awaiter are empty, which the runtime pads to another 8.
        var result = Explorer.Search(new GridWorld(6, 2));
        Assert.Equal(6 * (24 + 8 + 16), result.VectorBytes);
    }
}
