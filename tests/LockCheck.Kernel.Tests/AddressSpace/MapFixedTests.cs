using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// mmap with MAP_FIXED (protocols.md 3): the result of the two eras is the same up to which object is which, since the
/// old one frees the overlapped VMAs before it needs a new object, and the new one afterwards.
/// </summary>
public class MapFixedTests
{
    private const string Three = "0-4r 4-8w 8-12r";

    [Theory]
    [InlineData("a whole VMA", Three, "4-8 x", "0-4r@1 4-8x@4 8-12r@3")]
    [InlineData("a whole VMA, merging both ways", Three, "4-8 r", "0-12r@1")]
    [InlineData("a whole VMA, merging left", "0-4r 4-8w 8-12x", "4-8 r", "0-8r@1 8-12x@3")]
    [InlineData("a whole VMA, merging right", "0-4x 4-8w 8-12r", "4-8 r", "0-4x@1 4-12r@3")]
    [InlineData("the same flags: the VMA itself is replaced", "4-8w", "4-8 w", "4-8w@2")]
    [InlineData("the last VMA and more", Three, "8-14 x", "0-4r@1 4-8w@2 8-14x@4")]
    [InlineData("a head", Three, "4-6 x", "0-4r@1 4-6x@5 6-8w@4 8-12r@3")]
    [InlineData("a tail", Three, "6-8 x", "0-4r@1 4-6w@4 6-8x@5 8-12r@3")]
    [InlineData("a middle", Three, "5-6 x", "0-4r@1 4-5w@4 5-6x@6 6-8w@5 8-12r@3")]
    [InlineData("a middle with the same flags: new pieces merge", "4-8w", "5-6 w", "4-8w@2")]
    [InlineData("several, cut at both ends", Three, "2-10 x", "0-2r@4 2-10x@6 10-12r@5")]
    [InlineData("several and the gaps between", "0-2r 3-5w 7-9r", "1-8 x", "0-1r@4 1-8x@6 8-9r@5")]
    [InlineData("a gap", "0-4r 8-12r", "4-8 w", "0-4r@1 4-8w@3 8-12r@2")]
    [InlineData("a gap, merging both ways", "0-4r 8-12r", "4-8 r", "0-12r@1")]
    [InlineData("N has a close hook", "0-4r 4-8w 8-12r,close", "4-8 r", "0-8r@1 8-12r,close@3")]
    [InlineData("the overlapped VMA has a close hook", "0-4r 4-8w,close 8-12r", "4-8 r", "0-12r@1")]
    [InlineData("a part of a file", "0-4r,file=1,pgoff=9", "1-2 r",
        "0-1r,backing=1,pgoff=9@2 1-2r@4 2-4r,backing=1,pgoff=11@3")]
    public void The_new_one(string goal, string layout, string range, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes(layout, $"map_fixed_new {range}"))));

    /// <summary>The object of the highest overlapped VMA is the one that the new mapping gets.</summary>
    [Theory]
    [InlineData("a whole VMA", Three, "4-8 x", "0-4r@1 4-8x@2 8-12r@3")]
    [InlineData("a whole VMA, merging both ways", Three, "4-8 r", "0-12r@1")]
    [InlineData("the same flags: the VMA itself is replaced", "4-8w", "4-8 w", "4-8w@1")]
    [InlineData("the last VMA and more", Three, "8-14 x", "0-4r@1 4-8w@2 8-14x@3")]
    [InlineData("a head", Three, "4-6 x", "0-4r@1 4-6x@2 6-8w@4 8-12r@3")]
    [InlineData("a middle", Three, "5-6 x", "0-4r@1 4-5w@4 5-6x@2 6-8w@5 8-12r@3")]
    [InlineData("a middle with the same flags: new pieces merge", "4-8w", "5-6 w", "4-8w@2")]
    [InlineData("several, cut at both ends", Three, "2-10 x", "0-2r@4 2-10x@3 10-12r@5")]
    [InlineData("a gap", "0-4r 8-12r", "4-8 w", "0-4r@1 4-8w@3 8-12r@2")]
    public void The_old_one(string goal, string layout, string range, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes(layout, $"map_fixed_old {range}"))));
}
