using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>What cannot be kept as bytes is refused before it runs, with the method and the construct named.</summary>
public class RejectionTests
{
    [Fact]
    public void A_managed_local() => AssertRejected(
        KeepsText, "RejectionTests.KeepsText keeps the local `text` of type String across an await", "Keep a handle");

    [Fact]
    public void A_managed_parameter() => AssertRejected(
        () => TakesText("x"), "RejectionTests.TakesText keeps the parameter `text` of type String");

    [Fact]
    public void An_array() => AssertRejected(
        KeepsArray, "RejectionTests.KeepsArray keeps the local `numbers` of type Int32[]", "fetch the array anew");

    [Fact]
    public void A_loop_over_an_array() => AssertRejected(
        LoopsOverArray, "RejectionTests.LoopsOverArray keeps the array of a `foreach` (Int32[])", "`for` loop");

    [Fact]
    public void A_loop_over_a_list() => AssertRejected(
        LoopsOverList, "RejectionTests.LoopsOverList keeps a value that the compiler hoisted", "Enumerator<Int32>");

    [Fact]
    public void An_await_inside_finally() => AssertRejected(
        AwaitsInFinally, "RejectionTests.AwaitsInFinally keeps the exception of an `await` inside `finally` or `catch`",
        "after the `try` block");

    [Fact]
    public void An_await_inside_catch() => AssertRejected(
        AwaitsInCatch, "RejectionTests.AwaitsInCatch keeps the exception of an `await` inside `finally` or `catch`");

    [Fact]
    public void A_local_that_a_lambda_captures() => AssertRejected(
        Captures, "RejectionTests.Captures keeps the locals that a lambda captures", "Pass the values");

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
        new Protocol(1).Run, "RejectionTests.Protocol.Run keeps `this`, an object of the class RejectionTests.Protocol",
        "`readonly struct`");

    [Fact]
    public void A_pointer_in_a_struct() => AssertRejected(
        KeepsPointer, "RejectionTests.KeepsPointer keeps the local `place` of type RejectionTests.Place");

    [Fact]
    public void A_reference_deep_inside_a_struct() => AssertRejected(
        KeepsPair, "RejectionTests.KeepsPair keeps the local `pair` of type ValueTuple<Int32, ValueTuple<Int64, Object>>");

    [Fact]
    public void A_generic_routine_at_a_managed_type()
    {
        Assert.Equal([2], Outcomes.Of(() => KeepsAny(2)));
        AssertRejected(() => KeepsAny("text"), "RejectionTests.KeepsAny keeps the parameter `value` of type String");
    }

    [Fact]
    public void A_task() => AssertRejected(
        AwaitsTask, "RejectionTests.AwaitsTask keeps the awaiter TaskAwaiter", "real time and real threads");

    [Fact]
    public void A_yield() => AssertRejected(
        AwaitsYield, "RejectionTests.AwaitsYield awaited YieldAwaitable.YieldAwaiter", "real time and real threads");

    [Fact]
    public void A_routine_of_a_child_and_of_a_spawned_thread()
    {
        AssertRejected(CallsBad, "RejectionTests.KeepsText keeps the local `text`");
        AssertRejected(SpawnsBad, "RejectionTests.KeepsText keeps the local `text`");
    }

    private static void AssertRejected(Func<Routine> routine, params string[] expected)
    {
        var world = new ScratchWorld(routine) { Spare = 1 };
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(world));
        Assert.All(expected, text => Assert.Contains(text, error.Message));
        Assert.DoesNotContain("<", error.Message.Replace("Enumerator<Int32>", "").Replace("ValueTuple<", ""));
    }

    private static async Routine KeepsText()
    {
        var text = ScratchWorld.Number(0).ToString();
        await Step.At("one");
        ScratchWorld.Number(0) = text.Length;
    }

    private static async Routine TakesText(string text)
    {
        await Step.At("one");
        ScratchWorld.Number(0) = text.Length;
    }

    private static async Routine KeepsArray()
    {
        int[] numbers = [1, 2, 3];
        await Step.At("one");
        ScratchWorld.Number(0) = numbers[0];
    }

    private static async Routine LoopsOverArray()
    {
        foreach (var number in new[] { 1, 2, 3 })
        {
            await Step.At("one");
            ScratchWorld.Number(0) += number;
        }
    }

    private static async Routine LoopsOverList()
    {
        foreach (var number in new List<int> { 1, 2 })
        {
            await Step.At("one");
            ScratchWorld.Number(0) += number;
        }
    }

    private static async Routine AwaitsInFinally()
    {
        try
        {
            await Step.At("one");
        }
        finally
        {
            await Step.At("two");
        }
    }

    private static async Routine AwaitsInCatch()
    {
        try
        {
            await Step.At("one");
        }
        catch (InvalidOperationException) when (ScratchWorld.Number(0) == 0)
        {
            await Step.At("two");
            throw;
        }
    }

    private static async Routine Captures()
    {
        var number = (int)ScratchWorld.Number(0);
        Func<int> next = () => number++;
        ScratchWorld.Number(0) = next();
        await Step.At("one");
        ScratchWorld.Number(0) = number;
    }

    private static async Routine KeepsPointer()
    {
        var place = default(Place);
        await Step.At("one");
        ScratchWorld.Number(0) = place.IsNull ? 1 : 0;
    }

    private static async Routine KeepsPair()
    {
        var pair = (1, (2L, new object()));
        await Step.At("one");
        ScratchWorld.Number(0) = pair.Item1;
    }

    private static async Routine KeepsAny<T>(T value)
    {
        await Step.At("one");
        ScratchWorld.Number(0) = value is int number ? number : 0;
    }

    private static async Routine AwaitsTask() => await Task.FromResult(1);

    private static async Routine AwaitsYield()
    {
        await Step.At("one");
        await Task.Yield();
    }

    private static async Routine CallsBad()
    {
        await Step.At("one");
        await KeepsText();
    }

    private static async Routine SpawnsBad()
    {
        await Step.At("one");
        Threads.Spawn(1, KeepsText);
    }

    private readonly unsafe struct Place(nint at)
    {
        private readonly int* _at = (int*)at;

        public bool IsNull => _at == null;
    }

    private sealed class Protocol(int number)
    {
        public async Routine Run()
        {
            await Step.At("one");
            ScratchWorld.Number(0) = number;
        }
    }
}
