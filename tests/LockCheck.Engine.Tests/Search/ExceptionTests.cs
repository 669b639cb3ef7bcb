using LockCheck.Engine.Tests.Routines;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>What a routine or an operation throws is behaviour of the model: a violation.</summary>
public class ExceptionTests
{
    [Fact]
    public void An_exception_of_a_routine_is_a_violation() => Violations.AssertSingle(Property.Exception, Throw);

    [Fact]
    public void An_exception_of_an_inner_routine_is_a_violation_of_its_thread() =>
        Violations.AssertSingle(Property.Exception, ThrowInside);

    [Fact]
    public void An_exception_of_a_child_before_its_first_await_is_not_for_its_parent_to_catch() =>
        Violations.AssertSingle(Property.Exception, CatchOfChild);

    [Fact]
    public void An_exception_of_an_operation_is_a_violation() =>
        Violations.AssertSingle(Property.Exception, IssueThrowing);

    [Fact]
    public void An_index_out_of_a_region_is_a_violation() => Violations.AssertSingle(Property.Exception, IndexOut);

    [Fact]
    public void An_exception_at_the_start_is_an_error_and_no_violation()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Explorer.Search(new ScratchWorld(ThrowAtOnce)));
        Assert.Contains("start threw: thrown at once", error.Message);
    }

    private static async Routine Throw()
    {
        await Step.At("throw");
        throw new InvalidOperationException("thrown later");
    }

    private static async Routine ThrowAtOnce() => throw new InvalidOperationException("thrown at once");

    private static async Routine ThrowInside()
    {
        await Step.At("call");
        await Throw();
    }

    private static async Routine CatchOfChild()
    {
        await Step.At("call");
        try
        {
            await ThrowAtOnce();
        }
        catch (InvalidOperationException)
        {
            ScratchWorld.Number(0) = 1;
        }
    }

    private static async Routine IssueThrowing() => await Operation.Issue(default(ThrowingOperation));

    private static async Routine IndexOut()
    {
        await Step.At("index");
        ScratchWorld.Number(8) = 1;
    }
}
