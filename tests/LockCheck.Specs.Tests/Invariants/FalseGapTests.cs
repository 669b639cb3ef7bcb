using LockCheck.Engine;
using LockCheck.Kernel;
using static LockCheck.Specs.Tests.Invariants.Script;
using static LockCheck.Specs.Tests.Invariants.Scripts;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>I1: which states a read has, at both its ends.</summary>
public class FalseGapTests
{
    [Fact]
    public void A_page_that_is_mapped_throughout_has_to_be_reported()
    {
        Assert.True(Breaks("I1", () => ReportAround(0)));
        Assert.False(Breaks("I1", ReportAll));
    }

    // Plain munmap: the hole is there before its commit, and a reader may see it.
    [Fact]
    public void A_section_that_is_open_at_the_end_counts_with_its_post_state() =>
        Assert.False(Breaks("I1", ReportAroundTheUnmapped, static () => MemoryCalls.Munmap(4, 8)));

    // MAP_FIXED up to v6.11: the hole is filled before the commit, so the pages are mapped in every state.
    [Fact]
    public void A_hole_that_is_filled_before_the_commit_is_none() =>
        Assert.True(Breaks("I1", ReadAroundTheHole, static () => MemoryCalls.MapFixedOld(4, 8, 3)));

    // The read begins and ends inside the section: c_0 is the state before it.
    [Fact]
    public void A_section_that_is_open_at_the_beginning_counts_with_its_pre_state()
    {
        Assert.True(Breaks("I1", OpenInTheHole, static () => MemoryCalls.MapFixedOld(4, 8, 3)));
        Assert.False(Breaks("I1", OpenAfterTheStore, static () => MemoryCalls.Mmap(12, 14, W)));
    }

    [Fact]
    public void An_unmapped_page_need_not_be_reported() =>
        Assert.False(Breaks("I1", ReadLaterAroundTheUnmapped, static () => MemoryCalls.Munmap(4, 8)));

    [Fact]
    public void A_read_that_fails_promises_nothing()
    {
        Assert.False(Breaks("I1", static () => ReportAround(Errno.EINTR)));
        Assert.True(Breaks("I1", static () => ReportAround(0)));
    }

    // Goal: a reader that holds the lock sees munmap before or after, and is never wrong. Method: every schedule.
    [Theory]
    [InlineData("munmap-whole-mid")]
    [InlineData("munmap-tail-of-mid")]
    [InlineData("munmap-everything")]
    [InlineData("map-fixed-old-whole-mid")]
    public void A_reader_that_holds_the_lock_raises_no_false_alarm(string writer)
    {
        foreach (var repeat in (int[])[1, 2])
        {
            var scenario = Check.Of("mutant/none", writer, RecordsPerPage.Choice, repeat: repeat) with
            {
                Invariants = ["I1"],
            };
            Assert.Equal(Verdict.VerifiedWithinBounds, Check.Run(scenario).Verdict);
        }
    }

    // MAP_FIXED that fails after the old mapping was torn down leaves a real gap (bug 53): nobody is to blame.
    [Theory]
    [InlineData("map-fixed-new-whole-mid")]
    [InlineData("map-fixed-old-whole-mid")]
    public void A_real_gap_is_no_false_gap(string writer) => Assert.Equal(
        Verdict.VerifiedWithinBounds,
        Check.Run(Check.Of("mutant/none", writer, RecordsPerPage.Choice, Faults.NoMem)).Verdict);

    private static async Routine ReadLaterAroundTheUnmapped()
    {
        await Open();
        Report(0, 4, R);
        await WriterIsAt(Place.Ended);
        Report(8, 12, R);
        Close();
    }

    private static async Routine ReadAroundTheHole()
    {
        await Open();
        await WriterIsAt(Place.FreeVmas);
        Report(0, 4, R);
        Report(8, 12, R);
        Close();
    }

    private static async Routine OpenInTheHole()
    {
        await WriterIsAt(Place.FreeVmas);
        Begin();
        Report(0, 4, R);
        Report(8, 12, R);
        Close();
    }

    private static async Routine OpenAfterTheStore()
    {
        await WriterIsAt(Place.WriteUnlock);
        Begin();
        Report(0, 12, R);
        Close();
    }
}
