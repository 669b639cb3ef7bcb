using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>munmap (protocols.md 1.7, "Munmap phases"): what is left, and in which objects.</summary>
public class MunmapTests
{
    private const string Three = "0-4r 4-8w 8-12r";

    [Theory]
    [InlineData("simple_shrink, by munmap", "0-3r", "munmap 1-3", "0-1r@2")]
    [InlineData("a whole VMA", Three, "munmap 4-8", "0-4r@1 8-12r@3")]
    [InlineData("the first VMA", Three, "munmap 0-4", "4-8w@2 8-12r@3")]
    [InlineData("the last VMA and the space above", Three, "munmap 8-16", "0-4r@1 4-8w@2")]
    [InlineData("a head", Three, "munmap 4-6", "0-4r@1 6-8w@4 8-12r@3")]
    [InlineData("a tail", Three, "munmap 6-8", "0-4r@1 4-6w@4 8-12r@3")]
    [InlineData("a middle", Three, "munmap 5-7", "0-4r@1 4-5w@4 7-8w@5 8-12r@3")]
    [InlineData("everything", Three, "munmap 0-12", "nothing")]
    [InlineData("everything and more", "2-4r 6-8w", "munmap 0-12", "nothing")]
    [InlineData("several, cut at both ends", Three, "munmap 2-10", "0-2r@4 10-12r@5")]
    [InlineData("several, with gaps", "0-2r 3-5w 7-9r", "munmap 1-8", "0-1r@4 8-9r@5")]
    [InlineData("only gaps", "0-2r 6-8w", "munmap 2-6", "0-2r@1 6-8w@2")]
    [InlineData("above everything", Three, "munmap 12-16", "0-4r@1 4-8w@2 8-12r@3")]
    [InlineData("below everything", "4-8w", "munmap 0-4", "4-8w@1")]
    [InlineData("a VMA with a close hook", "0-4r,close 4-8w", "munmap 0-4", "4-8w@2")]
    [InlineData("a part of one with a close hook", "0-4r,close", "munmap 1-2", "0-1r,close@2 2-4r,close@3")]
    public void What_is_left(string goal, string layout, string call, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes(layout, call))));

    /// <summary>It returns 0 and takes nothing apart: the write lock is released without a downgrade.</summary>
    [Fact]
    public void Of_nothing_is_no_error()
    {
        Assert.Equal(
            ["mmap_write_lock_killable(mm1)", "mmap_write_unlock(mm1)"],
            CallRun.Steps("0-2r 6-8w", "munmap 2-6").Steps.Select(step => step.Operation));
    }

    /// <summary>They are freed in the order of addresses, so the highest one is reused first.</summary>
    [Fact]
    public void The_objects_go_back_to_the_slab_in_the_order_of_addresses()
    {
        var settings = Lab.Settings(Three, new WriterActor("writer", MapTwice, 1));
        Assert.Equal(["0-4r@1 4-5x@3 6-7x@2"], Lab.Outcomes(settings));
    }

    private static async Routine<int> MapTwice()
    {
        await MemoryCalls.Munmap(4, 12);
        await MemoryCalls.Mmap(4, 5, 4);
        await MemoryCalls.Mmap(6, 7, 4);
        Notes.Add(MapText.Now());
        return 0;
    }
}
