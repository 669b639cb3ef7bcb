using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>What a thread waits for is kept in its header, byte by byte, and its holes are not.</summary>
public class ConditionTests
{
    [Fact]
    public void What_lies_in_the_holes_of_a_condition_is_no_part_of_the_state()
    {
        using var probe = new FrameProbe(() => WaitFor(7));
        var first = probe.Run();
        for (var i = 0; i < 400; i++)
        {
            Assert.Equal(first[0], probe.RunAmongGarbage(i)[0]);
        }
    }

    [Fact]
    public void Each_field_of_a_condition_is_part_of_the_state()
    {
        var seen = new HashSet<string>();
        for (var value = 0; value < 50; value++)
        {
            var number = value;
            using var probe = new FrameProbe(() => WaitFor(number));
            Assert.True(seen.Add(Convert.ToHexString(probe.Run()[0])));
        }
    }

    [Fact]
    public void A_condition_of_a_byte_or_of_none_is_kept_too()
    {
        Assert.Equal([4], Outcomes.Of(() => WaitForTurn(0), () => WaitForTurn(1), () => WaitForTurn(2), WaitForThree));
        var result = Explorer.Search(new ScratchWorld(() => WaitForTurn(0), () => WaitForTurn(1)));
        Assert.Equal((3, 2), (result.States, result.Transitions));
    }

    [Fact]
    public void A_condition_of_eight_bytes_is_kept_whole()
    {
        using var runner = new PathRunner(LoadedModel.Load(new ScratchWorld(WaitForWide)));
        Assert.True(runner.Stepper.View.IsEnabled(ThreadId.Of(0)));
        Assert.Equal("wide", runner.Stepper.View.PendingOf(ThreadId.Of(0)));
    }

    private static async Routine WaitFor(int value)
    {
        await Step.Until("holed", Garbage.Under(new Holed((byte)(value * 3), value)));
    }

    private static async Routine WaitForTurn(byte turn)
    {
        await Step.Until("turn", new IsTurn(turn));
        ScratchWorld.Number(0)++;
    }

    private static async Routine WaitForThree()
    {
        await Step.Until("three", default(IsThree));
        ScratchWorld.Number(0)++;
    }

    private static async Routine WaitForWide() => await Step.Until("wide", new IsPi(Math.PI));

    private readonly record struct IsTurn(byte Turn) : ICondition
    {
        public bool Holds(StateView state) => ScratchWorld.NumberIn(state, 0) == Turn;
    }

    private readonly record struct IsThree : ICondition
    {
        public bool Holds(StateView state) => ScratchWorld.NumberIn(state, 0) == 3;
    }

    private readonly record struct IsPi(double Value) : ICondition
    {
        public bool Holds(StateView state) => Value == Math.PI;
    }
}
