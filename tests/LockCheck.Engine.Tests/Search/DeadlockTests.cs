using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Routines;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

public class DeadlockTests
{
    [Fact]
    public void Threads_that_are_left_behind_by_the_others_are_a_deadlock()
    {
        var result = Explorer.Search(new ScratchWorld(Nothing, WaitForEver, Nothing, WaitForEver));
        var finding = Assert.Single(result.Findings);
        Assert.True(finding.IsDeadlock);
        Assert.True(finding.IsFailure);
        Assert.Equal([0, 2], AgainstReference.ThreadsOf(finding));
        Assert.Equal((1, 0), (result.DeadlockStates, result.TerminalStates));
    }

    [Fact]
    public void A_thread_that_is_blocked_while_another_runs_for_ever_is_no_deadlock()
    {
        var result = Explorer.Search(new ScratchWorld(WalkForEver, WaitForEver));
        Assert.Empty(result.Findings);
        Assert.Equal((1, 1, 0), (result.States, result.Transitions, result.DeadlockStates));
    }

    [Fact]
    public void A_model_without_a_thread_has_ended()
    {
        var result = Explorer.Search(new ScratchWorld { Spare = 1 });
        Assert.Equal((1, 0, 1), (result.States, result.Transitions, result.TerminalStates));
    }

    private static async Routine Nothing() => await Step.At("nothing");

    private static async Routine WaitForEver() => await Step.Until("wait", default(Never));

    private static async Routine WalkForEver()
    {
        while (true)
        {
            await Step.At("walk");
        }
    }
}
