using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// Splits (protocols.md 1.7): the original object keeps the part that is changed or removed, the others are new, first
/// the piece below.
/// </summary>
public class SplitTests
{
    [Theory]
    [InlineData("the head changes: the piece above is new", "mprotect 0-2 r", "0-2r@1 2-8w@2")]
    [InlineData("the tail changes: the piece below is new", "mprotect 6-8 r", "0-6w@2 6-8r@1")]
    [InlineData("the middle changes: both are new", "mprotect 2-4 r", "0-2w@2 2-4r@1 4-8w@3")]
    [InlineData("the head goes", "munmap 0-2", "2-8w@2")]
    [InlineData("the tail goes", "munmap 6-8", "0-6w@2")]
    [InlineData("the middle goes", "munmap 2-4", "0-2w@2 4-8w@3")]
    public void Which_object_is_which_piece(string goal, string call, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes("0-8w", call))));

    [Fact]
    public void The_offset_of_a_new_piece_below_is_the_original_one() =>
        CallRun.Ends(
            "0-2w,backing=1,pgoff=100@2 2-8r,backing=1,pgoff=102@1", "0-8w,file=1,pgoff=100", "mprotect 2-8 r");

    [Fact]
    public void The_offset_of_a_new_piece_above_counts_from_its_own_start() =>
        CallRun.Ends(
            "0-2r,backing=1,pgoff=100@1 2-8w,backing=1,pgoff=102@2", "0-8w,file=1,pgoff=100", "mprotect 0-2 r");

    [Fact]
    public void Each_piece_keeps_its_share_of_the_file_and_everything_else() =>
        CallRun.Ends(
            "0-2ws,backing=1,pgoff=5,anon_vma=7,special,close,growsdown@2 "
                + "2-4rs,backing=1,pgoff=7,anon_vma=7,special,close,growsdown@1 "
                + "4-8ws,backing=1,pgoff=9,anon_vma=7,special,close,growsdown@3",
            "0-8ws,file=1,pgoff=5,anon_vma=7,special,close,growsdown",
            "mprotect 2-4 r");
}
