using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>mprotect over several VMAs, one after the other in one section (protocols.md 3, W-mprotect).</summary>
public class MprotectRangeTests
{
    [Theory]
    [InlineData("nothing merges", "0-4r,file=1 4-8w,file=2", "mprotect 0-8 x", "0-4x,backing=1@1 4-8x,backing=2@2")]
    [InlineData("each merges with the one before", "0-4r 4-8w 8-12rw", "mprotect 0-12 x", "0-12x@1")]
    [InlineData("an unchanged VMA in between", "0-4r 4-8w 8-12r", "mprotect 0-12 w", "0-12w@2")]
    [InlineData(
        "an unchanged VMA in between that cannot merge", "0-4r 4-8w,special 8-12r", "mprotect 0-12 w",
        "0-4w@1 4-8w,special@2 8-12w@3")]
    [InlineData("cut at both ends", "0-4r 4-8w 8-12rw", "mprotect 2-10 x", "0-2r@4 2-10x@1 10-12rw@3")]
    [InlineData("all unchanged", "0-4r 4-8r,special", "mprotect 0-8 r", "0-4r@1 4-8r,special@2")]
    [InlineData("a part, unchanged", "0-4r", "mprotect 1-2 r", "0-4r@1")]
    [InlineData("nothing at all", "0-4r", "mprotect 2-2 w", "0-4r@1")]
    [InlineData("the shared bit stays", "0-4rs", "mprotect 0-4 w", "0-4ws@1")]
    public void A_range_without_holes(string goal, string layout, string call, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes(layout, call))));

    /// <summary>"An error midway leaves earlier VMAs changed", and later ones as they were.</summary>
    [Theory]
    [InlineData("a hole in the middle", "0-4r 4-8w 9-12r", "mprotect 2-12 x", "0-2r@4 2-8x@1 9-12r@3")]
    [InlineData("a hole at the start", "2-4r", "mprotect 0-4 x", "2-4r@1")]
    [InlineData("a hole at the end", "0-4r", "mprotect 2-6 x", "0-2r@2 2-4x@1")]
    [InlineData("only a hole", "0-4r 8-12r", "mprotect 4-8 x", "0-4r@1 8-12r@2")]
    [InlineData("above everything", "0-4r", "mprotect 4-6 x", "0-4r@1")]
    [InlineData("a hole after an unchanged VMA", "0-4x 5-8r", "mprotect 0-8 x", "0-4x@1 5-8r@2")]
    public void A_hole_is_an_error(string goal, string layout, string call, string expected) =>
        Assert.Equal((goal, $"-ENOMEM: {expected}"), (goal, Assert.Single(CallRun.Outcomes(layout, call))));

    [Fact]
    public void The_whole_call_is_one_commit()
    {
        var steps = CallRun.Steps("0-4r,file=1 4-8w,file=2", "mprotect 0-8 x").Steps;
        Assert.Equal(
            ["mmap_write_lock_killable(mm1)", "mmap_write_unlock(mm1)"],
            steps.Select(step => step.Operation).Where(operation => operation.StartsWith("mmap_")));
    }
}
