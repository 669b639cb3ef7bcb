using LockCheck.Engine.Tests.Worlds;
using static LockCheck.Engine.Tests.Routines.Rejected;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>What cannot be kept as bytes is refused before it runs, with the method and the construct named.</summary>
public class RejectionTests
{
    [Fact]
    public void A_managed_local() => AssertRejected(
        KeepsText, "Rejected.KeepsText keeps the local `text` of type String across an await", "Keep a handle");

    [Fact]
    public void A_managed_parameter() => AssertRejected(
        () => TakesText("x"), "Rejected.TakesText keeps the parameter `text` of type String");

    [Fact]
    public void An_array() => AssertRejected(
        KeepsArray, "Rejected.KeepsArray keeps the local `numbers` of type Int32[]", "fetch the array anew");

    [Fact]
    public void A_loop_over_an_array() => AssertRejected(
        LoopsOverArray, "Rejected.LoopsOverArray keeps the array of a `foreach` (Int32[])", "`for` loop");

    [Fact]
    public void A_loop_over_a_list() => AssertRejected(
        LoopsOverList, "Rejected.LoopsOverList keeps a value that the compiler hoisted", "Enumerator<Int32>");

    [Fact]
    public void An_await_inside_finally() => AssertRejected(
        AwaitsInFinally,
        "Rejected.AwaitsInFinally keeps the exception of an `await` inside `finally` or `catch`",
        "after the `try` block");

    [Fact]
    public void An_await_inside_catch() => AssertRejected(
        AwaitsInCatch,
        "Rejected.AwaitsInCatch keeps the exception of an `await` inside `finally` or `catch`");

    [Fact]
    public void A_local_that_a_lambda_captures() => AssertRejected(
        Captures, "Rejected.Captures keeps the locals that a lambda captures", "Pass the values");

    [Fact]
    public void An_asynchronous_lambda_that_captures()
    {
        var captured = 5;
        AssertRejected(
            async () =>
            {
                await Step.At("one");
                ScratchWorld.Number(0) = captured;
            },
            "a lambda in RejectionTests.An_asynchronous_lambda_that_captures keeps the locals that a lambda captures",
            "Pass the values");
    }

    [Fact]
    public void A_local_function_that_captures()
    {
        var captured = 5;
        AssertRejected(
            Local, "RejectionTests.A_local_function_that_captures.Local keeps the locals that a lambda captures");

        async Routine Local()
        {
            await Step.At("one");
            ScratchWorld.Number(0) = captured;
        }
    }

    [Fact]
    public void An_instance_of_a_class() => AssertRejected(
        new Protocol(1).Run,
        "Rejected.Protocol.Run keeps `this`, an object of the class Rejected.Protocol",
        "`readonly struct`");

    [Fact]
    public void A_pointer_in_a_struct() => AssertRejected(
        KeepsPointer, "Rejected.KeepsPointer keeps the local `place` of type Rejected.Place");

    [Fact]
    public void A_reference_deep_inside_a_struct() => AssertRejected(
        KeepsPair, "Rejected.KeepsPair keeps the local `pair` of type ValueTuple<Int32, ValueTuple<Int64, Object>>");

    [Fact]
    public void A_generic_routine_at_a_managed_type()
    {
        Assert.Equal([2], Outcomes.Of(() => KeepsAny(2)));
        AssertRejected(() => KeepsAny("text"), "Rejected.KeepsAny keeps the parameter `value` of type String");
    }

    [Fact]
    public void A_task() => AssertRejected(
        AwaitsTask, "Rejected.AwaitsTask awaited TaskAwaiter<Int32>", "real time and real threads");

    [Fact]
    public void A_yield() => AssertRejected(
        AwaitsYield, "Rejected.AwaitsYield awaited YieldAwaitable.YieldAwaiter", "real time and real threads");

    [Fact]
    public void A_routine_of_a_child_and_of_a_spawned_thread()
    {
        AssertRejected(CallsBad, "Rejected.KeepsText keeps the local `text`");
        AssertRejected(SpawnsBad, "Rejected.KeepsText keeps the local `text`");
    }

    private static void AssertRejected(Func<Routine> routine, params string[] expected)
    {
        var world = new ScratchWorld(routine) { Spare = 1 };
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(world));
        Assert.All(expected, text => Assert.Contains(text, error.Message));
        Assert.DoesNotContain("<>", error.Message);
        Assert.DoesNotContain("<<", error.Message);
    }
}
