using LockCheck.Engine.Tests.Reference;
using LockCheck.Engine.Tests.Worlds;

namespace LockCheck.Engine.Tests.Search;

/// <summary>Code that never reaches a scheduling point is a violation and not a hang.</summary>
public class EndlessStepTests
{
    [Fact]
    public void A_step_that_never_ends_is_a_violation()
    {
        var finding = Violations.AssertSingle(Property.Exception, Spin);
        Assert.Equal([0], AgainstReference.ThreadsOf(finding));
    }

    [Fact]
    public void A_step_that_never_ends_is_a_violation_in_private_memory_too() =>
        Violations.AssertSingle(Property.Exception, SpinPrivately);

    [Fact]
    public void A_step_that_never_ends_is_a_violation_when_a_thread_ends()
    {
        var world = new ScratchWorld(Nothing) { AtEnd = SpinForEver };
        Assert.Equal(Property.Exception, Assert.Single(Explorer.Search(world).Findings).Property);
    }

    [Fact]
    public void A_step_may_touch_the_world_as_often_as_its_budget_says() =>
        Assert.Empty(Explorer.Search(new ScratchWorld(() => Touch(Stepper.AccessBudget))).Findings);

    [Fact]
    public void Each_step_has_a_budget_of_its_own() =>
        Assert.Empty(Explorer.Search(new ScratchWorld(() => TouchAgain(Stepper.AccessBudget * 2 / 3))).Findings);

    [Fact]
    public void One_access_more_is_one_too_many() =>
        Violations.AssertSingle(Property.Exception, () => Touch(Stepper.AccessBudget + 1));

    private static async Routine Nothing() => await Step.At("nothing");

    private static async Routine Spin()
    {
        await Step.At("spin");
        SpinForEver();
    }

    private static void SpinForEver()
    {
        while (ScratchWorld.Number(0) == 0)
        {
        }
    }

    private static async Routine SpinPrivately()
    {
        await Step.At("spin");
        while (Threads.Private<ScratchWorld.Own>().Value == 0)
        {
        }
    }

    private static async Routine Touch(int times)
    {
        await Step.At("touch");
        TouchNow(times);
    }

    private static async Routine TouchAgain(int times)
    {
        await Touch(times);
        await Touch(times);
        await Touch(times);
    }

    private static void TouchNow(int times)
    {
        for (; times > 0; times--)
        {
            ScratchWorld.Number(0) = 1;
        }
    }
}
