using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Routines;

/// <summary>A scheduling point that is made and not awaited, or awaited and not made, is an error.</summary>
public class MisuseTests
{
    [Fact]
    public void Two_operations_at_once() => AssertMisuse(IssueTwo, "was issued while another one was not awaited");

    [Fact]
    public void An_operation_at_the_end() => AssertMisuse(IssueAtEnd, "t0 ended with an operation", "never awaited");

    [Fact]
    public void An_operation_of_a_thread_that_ends_at_its_spawn() =>
        AssertMisuse(IssueOnly, "t0 ended with an operation", "never awaited");

    [Fact]
    public void A_routine_that_suspends_and_is_forgotten() =>
        AssertMisuse(ForgetChild, "was issued while another one was not awaited");

    [Fact]
    public void A_routine_that_suspends_and_is_forgotten_at_the_end() =>
        AssertMisuse(ForgetChildAtEnd, "t0 ended with an operation", "never awaited");

    [Fact]
    public void Two_routines_at_once() => AssertMisuse(StartTwo, "was issued while another one was not awaited");

    [Fact]
    public void An_operation_that_is_awaited_twice() =>
        AssertMisuse(AwaitTwice, "MisuseTests.AwaitTwice", "awaited twice");

    [Fact]
    public void A_routine_that_is_awaited_twice() =>
        AssertMisuse(AwaitChildTwice, "MisuseTests.AwaitChildTwice", "awaited twice");

    // The compiler takes it, and the reference to the field is lost at the await.
    [Fact]
    public void A_result_that_is_assigned_through_a_ref_property() =>
        AssertMisuse(AssignThroughRef, "used a reference that was gone", "Take the result into a local first");

    [Fact]
    public void A_routine_may_be_awaited_a_little_later_in_the_same_step() =>
        Assert.Equal([21], Outcomes.Of(AwaitLater));

    private static void AssertMisuse(Func<Routine> routine, params string[] expected)
    {
        var error = Assert.Throws<RoutineException>(() => Explorer.Search(new ScratchWorld(routine)));
        Assert.All(expected, text => Assert.Contains(text, error.Message));
    }

    private static ref Cell Own => ref Threads.Private<Cell>();

    private static async Routine AssignThroughRef() => Own.Value = await Later();

    private static async Routine<int> Later()
    {
        await Step.At("one");
        return 1;
    }

    private static async Routine IssueTwo()
    {
        _ = Step.At("one");
        await Step.At("two");
    }

    private static async Routine IssueAtEnd()
    {
        await Step.At("one");
        _ = Step.At("two");
    }

    private static async Routine IssueOnly() => _ = Step.At("one");

    private static async Routine ForgetChild()
    {
        await Step.At("one");
        _ = Child(1);
        await Step.At("two");
    }

    private static async Routine ForgetChildAtEnd()
    {
        await Step.At("one");
        _ = Child(1);
    }

    private static async Routine StartTwo()
    {
        await Step.At("one");
        var (one, two) = (Child(1), Child(2));
        await one;
        await two;
    }

    private static async Routine AwaitTwice()
    {
        var one = Step.At("one");
        await one;
        await one;
    }

    private static async Routine AwaitChildTwice()
    {
        var child = Child(1);
        await child;
        await child;
    }

    private static async Routine AwaitLater()
    {
        await Step.At("one");
        var child = Child(1);
        ScratchWorld.Number(0) = 2;
        await child;
    }

    private static async Routine Child(int digit)
    {
        await Step.At("child");
        ScratchWorld.Number(0) = (10 * ScratchWorld.Number(0)) + digit;
    }

    private struct Cell
    {
        public int Value;
    }
}
