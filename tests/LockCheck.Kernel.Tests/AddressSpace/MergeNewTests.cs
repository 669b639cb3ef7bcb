using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// A new range grows its neighbours: the classic cases 1 to 3 of protocols.md 1.7, and the rows merge_new and
/// with_close of 7.2, which come from tools/testing/vma [S].
/// </summary>
public class MergeNewTests
{
    /// <summary>The number after @ is the object: the survivor of a merge keeps its own.</summary>
    [Theory]
    [InlineData("case 1", "0-4r 8-12r", "mmap 4-8 r", "0-12r@1")]
    [InlineData("case 2", "0-4r 8-12w", "mmap 4-8 r", "0-8r@1 8-12w@2")]
    [InlineData("case 3", "0-4w 8-12r", "mmap 4-8 r", "0-4w@1 4-12r@2")]
    [InlineData("no neighbour has the flags", "0-4r 8-12r", "mmap 4-8 w", "0-4r@1 4-8w@3 8-12r@2")]
    [InlineData("no neighbour touches", "0-4r 8-12r", "mmap 5-7 r", "0-4r@1 5-7r@3 8-12r@2")]
    [InlineData("below all", "4-8r", "mmap 0-4 r", "0-8r@1")]
    [InlineData("above all", "4-8r", "mmap 8-12 r", "4-12r@1")]
    [InlineData("case 1 becomes 2: N cannot go", "0-4r 8-12r,close", "mmap 4-8 r", "0-8r@1 8-12r,close@2")]
    [InlineData("case 3 extends N, which has a hook", "8-12r,close", "mmap 4-8 r", "4-12r,close@1")]
    public void The_classic_cases(string goal, string layout, string call, string expected) =>
        Ends(goal, layout, call, expected);

    [Theory]
    [InlineData("simple_merge", "0-1rw 2-3rw", "mmap 1-2 rw", "0-3rw@1")]
    [InlineData("merge_new.1", "0-2rw 3-4rw 11-12rw", "mmap 7-9 rw", "0-2rw@1 3-4rw@2 7-9rw@4 11-12rw@3")]
    [InlineData(
        "merge_new.2", "0-2rw,close 3-4rw 7-9rw 11-12rw", "mmap 2-3 rw", "0-4rw,close@1 7-9rw@3 11-12rw@4")]
    [InlineData("merge_new.3", "0-4rw 7-9rw 11-12rw", "mmap 4-5 rw", "0-5rw@1 7-9rw@2 11-12rw@3")]
    [InlineData(
        "merge_new.4", "0-5rw 7-9rw,close 11-12rw", "mmap 6-7 rw", "0-5rw@1 6-9rw,close@2 11-12rw@3")]
    [InlineData("merge_new.5", "0-5rw 6-9rw 11-12rw", "mmap 5-6 rw", "0-9rw@1 11-12rw@3")]
    [InlineData("merge_new.6", "0-9rw 11-12rw", "mmap 10-11 rw", "0-9rw@1 10-12rw@2")]
    [InlineData("merge_new.7", "0-9rw 10-12rw", "mmap 9-10 rw", "0-12rw@1")]
    [InlineData("special_flags, new", "0-3rw,special", "mmap 3-4 rw", "0-3rw,special@1 3-4rw@2")]
    [InlineData("with_close.1", "0-3rw 5-9rw,close", "mmap 3-5 rw", "0-5rw@1 5-9rw,close@2")]
    [InlineData(
        "new_with_close", "0-2rw,close 5-7rw,close", "mmap 2-5 rw", "0-5rw,close@1 5-7rw,close@2")]
    [InlineData(
        "anon_non_mergeable.2", "0-3rw,anon_vma=1 7-9rw,anon_vma=2", "mmap 3-7 rw",
        "0-7rw,anon_vma=1@1 7-9rw,anon_vma=2@2")]
    [InlineData("merge_extend, by mmap", "0-1rw 3-4rw", "mmap 1-3 rw", "0-4rw@1")]
    [InlineData("expand_only, by mmap", "0-2rw 3-5rw", "mmap 5-9 rw", "0-2rw@1 3-9rw@2")]
    public void The_rows_of_the_vma_tests(string row, string layout, string call, string expected) =>
        Ends(row, layout, call, expected);

    /// <summary>The result has an anon_vma if a participant had one; new memory has none.</summary>
    [Theory]
    [InlineData("0-4r,anon_vma=3 8-12r", "0-12r,anon_vma=3@1")]
    [InlineData("0-4r 8-12r,anon_vma=3", "0-12r,anon_vma=3@1")]
    [InlineData("0-4r,anon_vma=3 8-12r,anon_vma=3", "0-12r,anon_vma=3@1")]
    [InlineData("0-4w 8-12r,anon_vma=3", "0-4w@1 4-12r,anon_vma=3@2")]
    public void The_anon_vma_of_the_result(string layout, string expected) =>
        CallRun.Ends(expected, layout, "mmap 4-8 r");

    /// <summary>New anonymous memory is no continuation of these, whatever their protection.</summary>
    [Theory]
    [InlineData("0-4r,file=1", "0-4r,backing=1@1 4-8r@2")]
    [InlineData("0-4r,name=\"[anon:a]\"", "0-4r,backing=1@1 4-8r@2")]
    [InlineData("0-4rs", "0-4rs@1 4-8r@2")]
    [InlineData("0-4r,growsdown", "0-4r,growsdown@1 4-8r@2")]
    [InlineData("0-4r,pgoff=7", "0-4r,pgoff=7@1 4-8r@2")]
    [InlineData("8-12r,pgoff=7", "4-8r@2 8-12r,pgoff=7@1")]
    public void What_does_not_merge(string layout, string expected) => CallRun.Ends(expected, layout, "mmap 4-8 r");

    private static void Ends(string goal, string layout, string call, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes(layout, call))));
}
