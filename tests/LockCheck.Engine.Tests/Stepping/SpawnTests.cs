using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Stepping;

public class SpawnTests
{
    [Fact]
    public void Spawned_threads_run_beside_their_parent() =>
        Assert.Equal([12, 21], Outcomes.OfSpawning(2, () => Fork(join: false)));

    [Fact]
    public void Join_waits_for_the_end() => Assert.Equal([1239, 2139], Outcomes.OfSpawning(2, () => Fork(join: true)));

    [Fact]
    public void A_spawned_thread_runs_to_its_first_await_at_once_and_may_spawn_itself() =>
        Assert.Equal([4321], Outcomes.OfSpawning(3, () => Nest(3)));

    [Fact]
    public void A_branch_in_which_a_thread_is_not_spawned_does_not_remember_the_other_branch()
    {
        Assert.Equal([0, 7], Outcomes.OfSpawning(1, MayFork));
        Assert.Equal(2, Explorer.Search(new ScratchWorld(MayFork) { Spare = 1 }).Transitions - 1);
    }

    [Fact]
    public void A_thread_may_end_in_the_step_that_spawns_it()
    {
        var ends = 0;
        var world = new ScratchWorld(ForkEmpty) { Spare = 1, AtEnd = () => ends++ };
        var result = Explorer.Search(world, new SearchOptions { SelfCheckEvery = 0 });
        Assert.Equal(1, result.TerminalStates);
        Assert.Equal(3, result.States);
        Assert.Equal(1, ends);
    }

    [Fact]
    public void A_thread_that_joins_itself_is_a_deadlock()
    {
        var result = Explorer.Search(new ScratchWorld(JoinSelf));
        Assert.True(Assert.Single(result.Findings).IsDeadlock);
        Assert.Equal(1, result.DeadlockStates);
    }

    [Fact]
    public void A_thread_that_waits_says_for_whom()
    {
        using var runner = new PathRunner(LoadedModel.Load(new ScratchWorld(() => Fork(join: true)) { Spare = 2 }));
        runner.Step(new PathStep(0, 0));
        var view = runner.Stepper.View;
        Assert.False(view.IsEnabled(ThreadId.Of(0)));
        Assert.Equal("join(t1)", view.PendingOf(ThreadId.Of(0)));
        Assert.Equal("waits for t1 to end", view.BlockedBy(ThreadId.Of(0)));
        Assert.Equal("append", view.PendingOf(ThreadId.Of(1)));
        Assert.Equal([ThreadStatus.Running, ThreadStatus.Running], [
            view.StatusOf(ThreadId.Of(1)), view.StatusOf(ThreadId.Of(2))]);
    }

    [Fact]
    public void Private_memory_belongs_to_a_thread_and_starts_at_zero() =>
        Assert.Equal([306], Outcomes.Of(() => CountPrivately(3), () => CountPrivately(3)));

    [Fact]
    public void Private_memory_that_was_not_declared_is_an_error()
    {
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(new ScratchWorld(ReadTooMuch)));
        Assert.Contains("declared 8 bytes of private memory", error.Message);
    }

    private static async Routine Fork(bool join)
    {
        await Step.At("fork");
        var one = Threads.Spawn(1, () => Append(1));
        var two = Threads.Spawn(2, () => Append(2));
        if (join)
        {
            await Threads.Join(one);
            await Threads.Join(two);
            AppendNow(3);
            await Threads.Join(one);
            AppendNow(9);
        }
    }

    private static async Routine Append(int digit)
    {
        await Step.At("append");
        AppendNow(digit);
    }

    private static void AppendNow(int digit) =>
        ScratchWorld.Number(0) = (10 * ScratchWorld.Number(0)) + digit;

    private static async Routine Nest(int deeper)
    {
        AppendNow(deeper + 1);
        if (deeper > 0)
        {
            Threads.Spawn(deeper, () => Nest(deeper - 1));
        }

        await Step.At("end");
    }

    private static async Routine MayFork()
    {
        await Step.At("fork or not");
        if (Choose.Either("fork"))
        {
            Threads.Spawn(1, () => Append(7));
        }
    }

    private static async Routine ForkEmpty()
    {
        await Step.At("fork");
        var child = Threads.Spawn(1, Nothing);
        await Threads.Join(child);
    }

    private static async Routine Nothing()
    {
    }

    private static async Routine JoinSelf() => await Threads.Join(Threads.Self);

    private static async Routine CountPrivately(int times)
    {
        for (; times > 0; times--)
        {
            await Step.At("count");
            Threads.Private<ScratchWorld.Own>().Value++;
            ScratchWorld.Number(0)++;
        }

        ScratchWorld.Number(0) += 50 * Threads.Private<ScratchWorld.Own>().Value;
    }

    private static async Routine ReadTooMuch()
    {
        await Step.At("read");
        _ = Threads.Private<(long, long)>();
    }
}
