using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// A range of a VMA gets the attributes of a neighbour: the classic cases 4 to 8 of protocols.md 1.7, and the rows
/// existing, with_close, anon_non_mergeable and dup_anon of 7.2, which come from tools/testing/vma [S].
/// </summary>
public class MergeExistingTests
{
    /// <summary>The number after @ is the object: the survivor of a merge keeps its own.</summary>
    [Theory]
    [InlineData("case 4", "0-4w 4-8r", "mprotect 2-4 r", "0-2w@1 2-8r@2")]
    [InlineData("case 5", "0-4r 4-8w", "mprotect 4-6 r", "0-6r@1 6-8w@2")]
    [InlineData("case 6", "0-4r 4-8w 8-12r", "mprotect 4-8 r", "0-12r@1")]
    [InlineData("case 7", "0-4r 4-8w 8-12rw", "mprotect 4-8 r", "0-8r@1 8-12rw@3")]
    [InlineData("case 8", "0-4rw 4-8w 8-12r", "mprotect 4-8 r", "0-4rw@1 4-12r@3")]
    [InlineData(
        "case 6 becomes 7: N cannot go", "0-4r 4-8w 8-12r,close", "mprotect 4-8 r", "0-8r@1 8-12r,close@3")]
    [InlineData(
        "case 6 becomes 7: anon_vmas at odds", "0-4r,anon_vma=1 4-8w 8-12r,anon_vma=2", "mprotect 4-8 r",
        "0-8r,anon_vma=1@1 8-12r,anon_vma=2@3")]
    [InlineData(
        "no case 6: C cannot go", "0-4r 4-8w,close 8-12r", "mprotect 4-8 r", "0-4r@1 4-8r,close@2 8-12r@3")]
    [InlineData("no case 7: C cannot go", "0-4r 4-8w,close", "mprotect 4-8 r", "0-4r@1 4-8r,close@2")]
    [InlineData("no case 8: C cannot go", "4-8w,close 8-12r", "mprotect 4-8 r", "4-8r,close@1 8-12r@2")]
    [InlineData("case 4 shrinks C, which has a hook", "0-4w,close 4-8r", "mprotect 2-4 r", "0-2w,close@1 2-8r@2")]
    [InlineData("case 5 shrinks C, which has a hook", "0-4r 4-8w,close", "mprotect 4-6 r", "0-6r@1 6-8w,close@2")]
    [InlineData("case 4 extends N, which has a hook", "0-4w 4-8r,close", "mprotect 2-4 r", "0-2w@1 2-8r,close@2")]
    [InlineData("case 7 extends P, which has a hook", "0-4r,close 4-8w", "mprotect 4-8 r", "0-8r,close@1")]
    [InlineData("case 8 extends N, which has a hook", "4-8w 8-12r,close", "mprotect 4-8 r", "4-12r,close@2")]
    [InlineData(
        "C and P at odds: case 8", "0-4r,anon_vma=1 4-8w,anon_vma=2 8-12r", "mprotect 4-8 r",
        "0-4r,anon_vma=1@1 4-12r,anon_vma=2@3")]
    [InlineData(
        "C and N at odds: case 7", "0-4r 4-8w,anon_vma=2 8-12r,anon_vma=1", "mprotect 4-8 r",
        "0-8r,anon_vma=2@1 8-12r,anon_vma=1@3")]
    [InlineData("a gap before C", "0-3r 4-8w", "mprotect 4-8 r", "0-3r@1 4-8r@2")]
    [InlineData("a gap after C", "4-8w 9-12r", "mprotect 4-8 r", "4-8r@1 9-12r@2")]
    public void The_classic_cases(string goal, string layout, string call, string expected) =>
        Ends(goal, layout, call, expected);

    [Theory]
    [InlineData("simple_modify", "0-3r", "mprotect 1-2 rw", "0-1r@2 1-2rw@1 2-3r@3")]
    [InlineData("special_flags, modify", "0-3r,special 3-4rw", "mprotect 3-4 r", "0-3r,special@1 3-4r@2")]
    [InlineData("special_flags, of the changed one", "0-3r 3-4rw,special", "mprotect 3-4 r", "0-3r@1 3-4r,special@2")]
    [InlineData("with_close.2", "0-3r 3-5rw,close", "mprotect 3-5 r", "0-3r@1 3-5r,close@2")]
    [InlineData("with_close.3", "3-5rw,close 5-9r", "mprotect 3-5 r", "3-5r,close@1 5-9r@2")]
    [InlineData("with_close.4", "0-3r 3-5rw,close 5-9r", "mprotect 3-5 r", "0-3r@1 3-5r,close@2 5-9r@3")]
    [InlineData("with_close.5", "0-3r 3-5rw 5-9r,close", "mprotect 3-5 r", "0-5r@1 5-9r,close@3")]
    [InlineData("existing.1", "2-6rw 6-9r", "mprotect 3-6 r", "2-3rw@1 3-9r@2")]
    [InlineData("existing.2", "2-6rw 6-9r", "mprotect 2-6 r", "2-9r@2")]
    [InlineData("existing.3", "0-3r 3-7rw", "mprotect 3-6 r", "0-6r@1 6-7rw@2")]
    [InlineData("existing.4", "0-3r 3-7rw", "mprotect 3-7 r", "0-7r@1")]
    [InlineData("existing.5", "0-3r 3-7rw 7-9r", "mprotect 3-7 r", "0-9r@1")]
    [InlineData(
        "anon_non_mergeable.1", "0-3r,anon_vma=1 3-7rw 7-9r,anon_vma=2", "mprotect 3-7 r",
        "0-7r,anon_vma=1@1 7-9r,anon_vma=2@3")]
    [InlineData("dup_anon.1, by mprotect", "0-3r 3-5rw,anon_vma=1", "mprotect 3-5 r", "0-5r,anon_vma=1@1")]
    [InlineData("dup_anon.2", "0-3r 3-5rw 5-8r,anon_vma=1", "mprotect 3-5 r", "0-8r,anon_vma=1@1")]
    [InlineData("dup_anon.3", "0-3r 3-5rw,anon_vma=1 5-8r", "mprotect 3-5 r", "0-8r,anon_vma=1@1")]
    [InlineData(
        "dup_anon.4", "0-3r 3-8rw,anon_vma=1", "mprotect 3-5 r", "0-5r,anon_vma=1@1 5-8rw,anon_vma=1@2")]
    [InlineData(
        "dup_anon.5", "0-5rw,anon_vma=1 5-8r", "mprotect 3-5 r", "0-3rw,anon_vma=1@1 3-8r,anon_vma=1@2")]
    public void The_rows_of_the_vma_tests(string row, string layout, string call, string expected) =>
        Ends(row, layout, call, expected);

    /// <summary>existing.6: a range that touches neither end merges with nothing; the original is its middle.</summary>
    [Theory]
    [InlineData(4, 5)]
    [InlineData(5, 6)]
    [InlineData(6, 7)]
    [InlineData(4, 7)]
    [InlineData(4, 6)]
    public void An_interior_range_does_not_merge(int start, int end) => CallRun.Ends(
        $"0-3r@1 3-{start}rw@4 {start}-{end}r@2 {end}-8rw@5 8-10r@3",
        "0-3r 3-8rw 8-10r",
        $"mprotect {start}-{end} r");

    [Fact]
    public void A_neighbour_that_does_not_take_part_is_not_locked()
    {
        var steps = CallRun.Steps("0-3r,anon_vma=1 3-7rw 7-9r,anon_vma=2", "mprotect 3-7 r").Steps;
        Assert.Equal(
            ["vma_start_write 0-7"],
            steps.Select(step => step.Operation).Where(operation => operation.StartsWith("vma_start_write")));
    }

    private static void Ends(string goal, string layout, string call, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes(layout, call))));
}
