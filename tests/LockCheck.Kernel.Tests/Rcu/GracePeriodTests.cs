using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.Rcu;

/// <summary>
/// What is freed by call_rcu is free when the last read section that was open at the call ends (protocols.md 1.4).
/// </summary>
public class GracePeriodTests
{
    private const string Waits = "AwaitsGracePeriod";
    private const string Free = "Free";

    [Theory]
    [InlineData("without a section, at once", "free look", Free)]
    [InlineData("a section delays it", "r1 free look r1 look", Waits, Free)]
    [InlineData("the last of two sections ends it", "r1 r2 free r1 look r2 look", Waits, Free)]
    [InlineData("in either order", "r1 r2 free r2 look r1 look", Waits, Free)]
    [InlineData("a section that began later does not delay it", "r1 free r2 look r1 look", Waits, Free)]
    [InlineData("and does not end it", "r1 free r2 r2 look r1 look", Waits, Free)]
    [InlineData("a section that has ended does not delay it", "r1 r1 free look", Free)]
    [InlineData("nor does the thread's next one", "r1 r2 free r1 r1 look r2 look", Waits, Free)]
    [InlineData("the outermost of nested sections counts", "n n free n look n look", Waits, Free)]
    [InlineData("nested or not", "n free n look n look n look", Waits, Waits, Free)]
    public void A_VMA_of_era_B_is_freed(string goal, string schedule, params string[] expected) =>
        Assert.Equal([goal, .. expected], [goal, .. Lab.Lines(Settings(VmaLockEra.B), schedule)]);

    // vm_area_free of era C does not wait: SLAB_TYPESAFE_BY_RCU keeps the type only (protocols.md 1.3).
    [Fact]
    public void A_VMA_of_era_C_is_freed_at_once() =>
        Assert.Equal([Free], Lab.Lines(Settings(VmaLockEra.C), "r1 free look"));

    [Fact]
    public void A_section_that_was_not_begun_cannot_be_ended() => Assert.Equal(
        ["UnlockWithoutLock"],
        Lab.Misuses(Lab.Settings("0-4r", new ScriptActor("r", EndOnly)) with { Era = VmaLockEra.B }));

    // Nothing of RCU is modelled in era A; who asks for it is told which property to override.
    [Fact]
    public void A_scenario_of_era_A_has_no_sections()
    {
        var settings = Lab.Settings("0-4r", new ScriptActor("r", () => Sections(1, 1)));
        Assert.Contains("ReaderProtocol.Era", Assert.Throws<RoutineException>(() => Lab.Search(settings)).Message);
    }

    private static KernelSettings Settings(VmaLockEra era) => Lab.Settings(
        "0-4r",
        new ScriptActor("r1", () => Sections(1, 2)),
        new ScriptActor("r2", () => Sections(1, 2)),
        new ScriptActor("n", () => Sections(2, 1)),
        new ScriptActor("free", FreeIt),
        new ScriptActor("look", Look)) with
    {
        Era = era,
    };

    private static async Routine Sections(int nesting, int rounds)
    {
        for (; rounds > 0; rounds--)
        {
            for (var depth = 0; depth < nesting; depth++)
            {
                await Kernel.Rcu.ReadLock();
            }

            for (var depth = 0; depth < nesting; depth++)
            {
                await Kernel.Rcu.ReadUnlock();
            }
        }
    }

    private static async Routine EndOnly() => await Kernel.Rcu.ReadUnlock();

    private static async Routine FreeIt()
    {
        await Step.At("free");
        VmaSlab.Free(new Vma(1));
    }

    private static async Routine Look()
    {
        for (var times = 0; times < 3; times++)
        {
            await Step.At("look");
            Notes.Add(KernelModel.Current.Slab[0].State.ToString());
        }
    }
}
