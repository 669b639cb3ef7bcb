using LockCheck.Engine;
using LockCheck.Kernel;
using static LockCheck.Specs.Tests.Invariants.Script;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>I7: states ascend, and neighbours disagree by growth or by a real gap.</summary>
public class TearingBoundTests
{
    [Theory]
    [InlineData(0, 4, 4, 8, false)]
    [InlineData(4, 8, 4, 8, true)]
    [InlineData(4, 8, 6, 8, true)]
    [InlineData(4, 8, 0, 4, true)]
    public void Neighbours_may_overlap_by_growth_only(int start, int end, int nextStart, int nextEnd, bool isBroken) =>
        Assert.Equal(isBroken, Breaks(
            "I7",
            () => Two((ushort)start, (ushort)end, (ushort)nextStart, (ushort)nextEnd),
            layout: "0-4r 4-8r"));

    // The later, larger version: [4,8) grows over [8,12) after it was shown.
    [Fact]
    public void A_grown_VMA_may_be_shown_again() => Assert.False(Breaks("I7", Grow));

    [Fact]
    public void A_page_of_W_may_not_be_left_out_between_neighbours() =>
        Assert.True(Breaks("I7", () => Around(ends: false)));

    // What lies behind the last record is for I1.
    [Fact]
    public void What_lies_behind_the_last_record_is_no_gap_between_neighbours()
    {
        Assert.False(Breaks("I7", () => Around(ends: true)));
        Assert.True(Breaks("I1", () => Around(ends: true)));
    }

    [Fact]
    public void A_real_gap_is_allowed() => Assert.False(Breaks("I7", UnmapAhead));

    // Both records are of states of the call, the second one of an earlier state than the first.
    [Fact]
    public void States_may_not_go_back()
    {
        Assert.True(Breaks("I7", static () => Outdated(isSecondOld: true), deliversUnlocked: true));
        Assert.False(Breaks("I7", static () => Outdated(isSecondOld: false), deliversUnlocked: true));
        Assert.False(Breaks("I3", static () => Outdated(isSecondOld: true), deliversUnlocked: true));
    }

    // The state before the call is too old for it, although the read has seen it.
    [Fact]
    public void A_state_before_the_call_does_not_count() =>
        Assert.True(Breaks("I7", OlderThanTheCall, deliversUnlocked: true));

    // The reader runs through two calls while the section is open; the post-state, then the pre-state.
    [Fact]
    public void A_call_inside_a_section_waits_for_its_commit()
    {
        Assert.False(Breaks("I7", static () => InTheSection(false), Write, deliversUnlocked: true));
        Assert.True(Breaks("I7", static () => InTheSection(true), Write, deliversUnlocked: true));
    }

    private static Routine<int> Write() => MemoryCalls.Mprotect(4, 8, 0);

    private static async Routine Two(ushort start, ushort end, ushort nextStart, ushort nextEnd)
    {
        await Open();
        Report(start, end, R);
        Report(nextStart, nextEnd, R);
        Close();
    }

    private static async Routine Grow()
    {
        await Open();
        Report(0, 4, R);
        Report(4, 8, W);
        await MemoryCalls.Mprotect(8, 12, W);
        Report(4, 12, W);
        Close();
    }

    private static async Routine Around(bool ends)
    {
        await Open();
        Report(0, 4, R);
        if (!ends)
        {
            Report(8, 12, R);
        }

        Close();
    }

    private static async Routine UnmapAhead()
    {
        await Open();
        Report(0, 4, R);
        await MemoryCalls.Munmap(4, 8);
        Report(8, 12, R);
        Close();
    }

    private static async Routine Outdated(bool isSecondOld)
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        await MemoryCalls.Mprotect(8, 12, W | R);
        await MemoryCalls.Mprotect(4, 8, 0);
        Report(4, 8, isSecondOld ? (byte)0 : W);
        Report(8, 12, isSecondOld ? R : (byte)(W | R));
        await MemoryCalls.Mprotect(0, 4, 0);
        CallEnd(3);
        Close();
    }

    private static async Routine OlderThanTheCall()
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        CallEnd(1);
        await MemoryCalls.Mprotect(4, 8, 0);
        CallBegin();
        Report(4, 8, W);
        Report(8, 12, R);
        CallEnd(2);
        Close();
    }

    private static async Routine InTheSection(bool goesBack)
    {
        await Open();
        CallBegin();
        Report(0, 4, R);
        CallEnd(1);
        await WriterIsAt(Place.WriteUnlock);
        CallBegin();
        Report(4, 8, 0);
        if (goesBack)
        {
            Report(4, 8, W);
        }

        Report(8, 12, R);
        CallEnd(2);
        Close();
    }
}
