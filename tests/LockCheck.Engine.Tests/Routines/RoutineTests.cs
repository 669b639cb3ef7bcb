using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

public class RoutineTests
{
    [Fact]
    public void Values_come_back_through_three_routines() => Assert.Equal([4444], Outcomes.Of(Outer));

    [Fact]
    public void A_child_may_end_without_suspending() => Assert.Equal([30], Outcomes.Of(CallWithoutSuspending));

    [Fact]
    public void A_child_may_end_without_suspending_in_one_call_and_suspend_in_the_next() =>
        Assert.Equal([0 + 1 + 2 + 3 + 4 + 5], Outcomes.Of(() => CallMixed(6)));

    [Fact]
    public void A_loop_of_awaits_is_as_many_steps()
    {
        var result = Explorer.Search(new ScratchWorld(() => Loop(1000)));
        Assert.Equal(1001, result.States);
        Assert.Equal(1000, result.Depth);
    }

    [Fact]
    public void Recursion_keeps_a_frame_a_level() => Assert.Equal([21], Outcomes.Of(async () => await Sum(6)));

    [Fact]
    public void A_value_read_before_an_await_survives_it_inside_an_expression() =>
        Assert.Equal([3, 4], Outcomes.Of(AddAcross, Increment).Distinct());

    [Fact]
    public void A_result_of_sixty_four_bytes_comes_back_whole() => Assert.Equal([36], Outcomes.Of(SumOfLarge));

    [Fact]
    public void Finally_runs_at_the_end_and_not_at_a_suspension() => Assert.Equal([11], Outcomes.Of(Protect));

    [Fact]
    public void An_exception_that_a_routine_catches_itself_is_nobody_elses() =>
        Assert.Equal([5], Outcomes.Of(CatchOwn));

    [Fact]
    public void A_finished_child_leaves_nothing_in_the_state()
    {
        // One await in one branch and three in the other, in other frames; both end in one and the same state.
        var result = Explorer.Search(new ScratchWorld(CallEither));
        Assert.Equal(1, result.TerminalStates);
        Assert.Equal(1 + 1 + 3 + 1, result.States);
    }

    [Fact]
    public void A_child_that_ends_without_suspending_leaves_nothing_either() =>
        Assert.Equal(1 + 1 + 1, Explorer.Search(new ScratchWorld(MayCallWithoutSuspending)).States);

    private static async Routine Outer()
    {
        var (a, b) = (await Middle(1), await Middle(2));
        ScratchWorld.Number(0) = a + b + 1;
    }

    private static async Routine<long> Middle(int factor)
    {
        await Step.At("middle");
        long value = await Inner((byte)factor);
        return value * factor;
    }

    private static async Routine<short> Inner(byte factor)
    {
        await Step.At("inner one");
        await Step.At("inner two");
        return (short)(factor == 1 ? 443 : 2000);
    }

    private static async Routine CallWithoutSuspending()
    {
        await Step.At("call");
        var sum = await Double(5) + await Double(10);
        ScratchWorld.Number(0) = sum;
    }

    private static async Routine MayCallWithoutSuspending()
    {
        await Step.At("call or not");
        _ = Choose.Either("call") ? await Double(5) : 0;
        await Step.At("end");
    }

    private static async Routine<int> Double(int value) => 2 * value;

    private static async Routine CallMixed(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var value = await SuspendIfOdd(i);
            ScratchWorld.Number(0) += value;
        }
    }

    private static async Routine<int> SuspendIfOdd(int value)
    {
        if (value % 2 == 1)
        {
            await Step.At("odd");
        }

        return value;
    }

    private static async Routine Loop(int times)
    {
        for (; times > 0; times--)
        {
            await Step.At("loop");
        }
    }

    private static async Routine<int> Sum(int n)
    {
        if (n == 0)
        {
            return 0;
        }

        await Step.At("down");
        var rest = await Sum(n - 1);
        await Step.At("up");
        ScratchWorld.Number(0) = n + rest;
        return n + rest;
    }

    private static async Routine AddAcross()
    {
        var sum = ScratchWorld.Number(1) + await Double(1) + await Wait(1);
        ScratchWorld.Number(0) = sum;
    }

    private static async Routine<int> Wait(int value)
    {
        await Step.At("wait");
        return value + (int)ScratchWorld.Number(1);
    }

    private static async Routine Increment()
    {
        await Step.At("increment");
        ScratchWorld.Number(1)++;
    }

    private static async Routine SumOfLarge()
    {
        var large = await Large();
        ScratchWorld.Number(0) = large.A + large.B + large.C + large.D + large.E + large.F + large.G + large.H;
    }

    private static async Routine<Eight> Large()
    {
        await Step.At("large");
        return new Eight(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static async Routine Protect()
    {
        try
        {
            await Step.At("one");
            ScratchWorld.Number(0) += ScratchWorld.Number(1) == 0 ? 1 : 100;
            await Step.At("two");
        }
        finally
        {
            ScratchWorld.Number(0) += 10;
            ScratchWorld.Number(1)++;
        }
    }

    private static async Routine CatchOwn()
    {
        await Step.At("throw");
        try
        {
            throw new InvalidOperationException("caught below");
        }
        catch (InvalidOperationException)
        {
            ScratchWorld.Number(0) = 5;
        }

        await Step.At("go on");
    }

    private static async Routine CallEither()
    {
        await Step.At("call");
        _ = Choose.Either("odd") ? await Wait(1) : await Middle(2) - 1;
    }

    private readonly record struct Eight(long A, long B, long C, long D, long E, long F, long G, long H);
}
