using LockCheck.Engine;
using LockCheck.Kernel;
using static LockCheck.Specs.Tests.Invariants.Script;
using static LockCheck.Specs.Tests.Invariants.Scripts;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>I2: a VMA that is the same throughout the read is in a record.</summary>
public class SkippedVmaTests
{
    [Fact]
    public void A_VMA_that_nobody_touches_has_to_be_reported()
    {
        Assert.True(Breaks("I2", static () => ReportAround(0)));
        Assert.False(Breaks("I2", static () => ReportAround(Errno.EINTR)));
    }

    // Another protection is another record, and the same VMA.
    [Fact]
    public void Attributes_may_change() => Assert.True(Breaks("I2", static () => Changed(Change.Protection)));

    [Fact]
    public void A_VMA_that_is_split_need_not_be_reported() =>
        Assert.False(Breaks("I2", static () => Changed(Change.Split)));

    // Same range and protection, and another object.
    [Fact]
    public void A_VMA_that_is_replaced_need_not_be_reported() =>
        Assert.False(Breaks("I2", static () => Changed(Change.Replaced)));

    // MAP_FIXED up to v6.11 frees the object, and the slab hands it out again for the same range.
    [Fact]
    public void A_reused_object_is_another_VMA() => Assert.False(Breaks("I2", static () => Changed(Change.Reused)));

    // I1 sees the page that is missing; no whole VMA is.
    [Fact]
    public void A_gap_in_a_changed_VMA_is_for_I1()
    {
        Assert.False(Breaks("I2", static () => Changed(Change.Split)));
        Assert.True(Breaks("I1", static () => Changed(Change.Split)));
    }

    [Fact]
    public void A_section_that_is_open_at_the_end_counts_with_its_post_state()
    {
        Assert.False(Breaks("I2", ReportAroundTheUnmapped, static () => MemoryCalls.Munmap(4, 8)));
        Assert.True(Breaks("I2", ReadAroundTheSection, static () => MemoryCalls.Munmap(8, 12)));
    }

    // The read begins in the section, which has changed the map already: c_0 is the state before it.
    [Fact]
    public void A_section_that_is_open_at_the_beginning_counts_with_its_pre_state()
    {
        Assert.False(Breaks("I2", BeginInTheSection, static () => MemoryCalls.Mprotect(6, 8, 0)));
        Assert.True(Breaks("I2", BeginInTheSection, static () => MemoryCalls.Mprotect(10, 12, 0)));
    }

    [Fact]
    public void A_record_of_another_range_does_not_show_the_VMA() => Assert.True(Breaks("I2", ReportAPart));

    private static async Routine ReportAPart()
    {
        await Open();
        Report(0, 4, R);
        Report(4, 7, W);
        Report(8, 12, R);
        Close();
    }

    private static async Routine Changed(Change change)
    {
        await Open();
        Report(0, 4, R);
        switch (change)
        {
            case Change.Protection:
                await MemoryCalls.Mprotect(4, 8, 0);
                break;
            case Change.Split:
                await MemoryCalls.Mprotect(6, 8, 0);
                break;
            case Change.Replaced:
                await MemoryCalls.MapFixedNew(4, 8, W);
                break;
            default:
                await MemoryCalls.MapFixedOld(4, 8, W);
                break;
        }

        Report(8, 12, R);
        Close();
    }

    private static async Routine ReadAroundTheSection()
    {
        await Open();
        await WriterIsAt(Place.Downgrade);
        Report(0, 4, R);
        Close();
    }

    private static async Routine BeginInTheSection()
    {
        await WriterIsAt(Place.WriteUnlock);
        Begin();
        Report(0, 4, R);
        Report(8, 12, R);
        Close();
    }

    private enum Change : byte
    {
        Protection,
        Split,
        Replaced,
        Reused,
    }
}
