using LockCheck.Engine;
using LockCheck.Kernel;
using static LockCheck.Specs.Tests.Invariants.Script;
using static LockCheck.Specs.Tests.Invariants.Scripts;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>I6: the records of one read() have a state in common.</summary>
public class PageConsistencyTests
{
    // The writer that never starts its call keeps the model from saying that nobody can change anything.
    private static readonly Func<Routine<int>> Bystander = static () => MemoryCalls.Mprotect(12, 13, 0);

    [Fact]
    public void Records_of_one_state_are_consistent() => Assert.False(Runs(ReportAll));

    // [0,4) before its change, then [8,12) after another one: no state had both.
    [Fact]
    public void A_VMA_changed_before_and_one_changed_after_are_not() => Assert.True(Runs(MixTwoStates));

    // The state before the first change has both.
    [Fact]
    public void An_unchanged_VMA_goes_with_one_that_has_changed_since() => Assert.False(Runs(ReportUnchanged));

    // The state after the change has both.
    [Fact]
    public void A_changed_VMA_goes_with_one_that_has_not_changed() => Assert.False(Runs(ChangeAhead));

    [Fact]
    public void The_next_read_call_starts_afresh() => Assert.False(Runs(MixInTwoCalls));

    // One commit takes the head of the second VMA into the first: what is left of the second is no VMA of before.
    [Fact]
    public void What_a_merge_leaves_of_a_VMA_is_a_changed_one() => Assert.True(Runs(ReportRestOfMerge));

    // The limit that the remarks of I6 name: the first state had both records, and so has the last.
    [Fact]
    public void A_VMA_changed_back_in_a_frozen_page_is_reported_all_the_same() => Assert.True(Runs(ChangeBack));

    private static bool Runs(Func<Routine> read) => Breaks("I6", read, Bystander);

    private static async Routine MixTwoStates()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        await MemoryCalls.Mprotect(0, 4, 0);
        await MemoryCalls.Mprotect(8, 12, 0);
        Report(8, 12, 0);
        CallEnd(2);
        Close();
    }

    private static async Routine ReportUnchanged()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        await MemoryCalls.Mprotect(0, 4, 0);
        Report(4, 8, W);
        Report(8, 12, R);
        CallEnd(3);
        Close();
    }

    private static async Routine ChangeAhead()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        await MemoryCalls.Mprotect(8, 12, 0);
        Report(4, 8, W);
        Report(8, 12, 0);
        CallEnd(3);
        Close();
    }

    private static async Routine MixInTwoCalls()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        CallEnd(1);
        await MemoryCalls.Mprotect(0, 4, 0);
        await MemoryCalls.Mprotect(8, 12, 0);
        CallBegin();
        Report(8, 12, 0);
        CallEnd(1);
        Close();
    }

    private static async Routine ReportRestOfMerge()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        await MemoryCalls.Mprotect(4, 6, R);
        Report(6, 8, W);
        CallEnd(2);
        Close();
    }

    private static async Routine ChangeBack()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        await MemoryCalls.Mprotect(0, 4, 0);
        await MemoryCalls.Mprotect(8, 12, 0);
        await MemoryCalls.Mprotect(8, 12, R);
        Report(8, 12, R);
        CallEnd(2);
        Close();
    }
}
