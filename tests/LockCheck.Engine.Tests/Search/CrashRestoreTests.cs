using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>What a step leaves behind must not leak into the successors that are made after it.</summary>
public class CrashRestoreTests
{
    // Goal: a step that crashes is forgotten, with all it wrote. Method: one thread writes and crashes at every state,
    // the others count up; every state is compared with a replay of its path, and no count may see the crash's number.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crash_leaves_nothing_in_the_states_after_it(bool depthFirst)
    {
        var result = Explorer.Search(
            new CrashingWorld(), new SearchOptions { SelfCheckEvery = 1, DepthFirst = depthFirst });

        // The crashing thread's step is never part of a state: what remains is a grid of 4 x 4 points.
        Assert.Equal(16, result.States);
        Assert.Equal(16 + 24, result.Transitions);
        Assert.Equal(CrashingWorld.Crash, Assert.Single(result.Findings).Property);
    }
}
