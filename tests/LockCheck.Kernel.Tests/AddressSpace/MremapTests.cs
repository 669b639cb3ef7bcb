using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// mremap, brk, names and stacks (protocols.md 3), and the rows of 7.2 that are about growing, from tools/testing/vma
/// [S].
/// </summary>
public class MremapTests
{
    private const string Three = "0-4r 4-8w 8-12r";

    [Theory]
    [InlineData("merge_extend", "0-1rw 3-4rw", "mremap_grow 0-1 0-3", "0-4rw@1")]
    [InlineData("expand_only", "0-2rw 3-5rw", "brk_grow 5-9 rw", "0-2rw@1 3-9rw@2")]
    [InlineData("simple_expand", "0-1rw", "mremap_grow 0-1 0-3", "0-3rw@1")]
    [InlineData("simple_shrink", "0-3rw", "mremap_shrink 0-3 0-1", "0-1rw@2")]
    public void The_rows_of_the_vma_tests(string row, string layout, string call, string expected) =>
        Ends(row, layout, call, expected);

    [Theory]
    [InlineData("the part below the last page too", "0-4r 4-8w", "mremap_grow 6-8 6-9", "0-4r@1 4-9w@2")]
    [InlineData("a file", "0-4r,file=1,pgoff=7", "mremap_grow 0-4 0-6", "0-6r,backing=1,pgoff=7@1")]
    [InlineData("up to the next, which differs", "0-4r 6-8w", "mremap_grow 0-4 0-6", "0-6r@1 6-8w@2")]
    [InlineData("N cannot go", "0-4r 6-8r,close", "mremap_grow 0-4 0-6", "0-6r@1 6-8r,close@2")]
    [InlineData("no room", Three, "mremap_grow 4-8 4-9", "-ENOMEM: 0-4r@1 4-8w@2 8-12r@3")]
    [InlineData("not the end of the VMA", "0-4r", "mremap_grow 0-2 0-3", "-ENOMEM: 0-4r@1")]
    [InlineData("two VMAs", "0-4r 4-8w", "mremap_grow 2-8 2-9", "-EFAULT: 0-4r@1 4-8w@2")]
    [InlineData("VM_SPECIAL", "0-4r,special", "mremap_grow 0-4 0-5", "-EFAULT: 0-4r,special@1")]
    public void Growing_in_place(string goal, string layout, string call, string expected) =>
        Ends(goal, layout, call, expected);

    [Theory]
    [InlineData("into a gap, longer", Three, "mremap_move 4-8 14-19", "0-4r@1 8-12r@3 14-19w@4")]
    [InlineData("a part", Three, "mremap_move 5-6 14-16", "0-4r@1 4-5w@5 6-8w@6 8-12r@3 14-16w@4")]
    [InlineData("onto a neighbour of its own kind", "0-4r 14-16r", "mremap_move 0-4 9-14", "9-16r@2")]
    [InlineData("right behind itself: it is cut again", "0-4r", "mremap_move 0-4 4-8", "4-8r@2")]
    [InlineData("touched memory keeps its offset", "0-4r,anon_vma=1", "mremap_move 0-4 6-10",
        "6-10r,pgoff=0,anon_vma=1@2")]
    [InlineData("a taken place", Three, "mremap_move 4-8 8-12", "-ENOMEM: 0-4r@1 4-8w@2 8-12r@3")]
    [InlineData("nothing there", "0-4r", "mremap_move 6-8 10-12", "-EFAULT: 0-4r@1")]
    public void Moving(string goal, string layout, string call, string expected) => Ends(goal, layout, call, expected);

    [Theory]
    [InlineData("cuts the destination", Three, "mremap_fixed 10-12 4-6", "0-6r@1 6-8w@4 8-10r@2")]
    [InlineData("replaces a whole VMA", "0-4x 5-8r 8-12w", "mremap_fixed 0-4 8-12", "5-8r@2 8-12x@3")]
    [InlineData("overlaps", Three, "mremap_fixed 4-8 6-10", "-EINVAL: 0-4r@1 4-8w@2 8-12r@3")]
    [InlineData("nothing to move", "0-4r", "mremap_fixed 6-8 0-2", "-EFAULT: 0-4r@1")]
    [InlineData("the source stays", "0-3rw 3-6r 6-9rw", "mremap_dontunmap 8-9 4-5",
        "0-3rw@1 3-4r@4 4-5rw@2 5-6r@5 6-9rw@3")]
    [InlineData("a source that stays gives its anon_vma away", "0-2r,anon_vma=1 4-6w", "mremap_dontunmap 0-2 8-10",
        "0-2r@1 4-6w@2 8-10r,pgoff=0,anon_vma=1@3")]
    [InlineData("VM_SPECIAL cannot stay", "0-2r,special", "mremap_dontunmap 0-2 8-10", "-EINVAL: 0-2r,special@1")]
    public void To_a_fixed_place(string goal, string layout, string call, string expected) =>
        Ends(goal, layout, call, expected);

    [Theory]
    [InlineData("the tail goes", Three, "mremap_shrink 4-8 4-5", "0-4r@1 4-5w@4 8-12r@3")]
    [InlineData("beyond the VMA", Three, "mremap_shrink 4-12 4-8", "0-4r@1 4-8w@2")]
    [InlineData("nothing there", "0-4r", "mremap_shrink 6-8 6-7", "-EFAULT: 0-4r@1")]
    public void Shrinking(string goal, string layout, string call, string expected) =>
        Ends(goal, layout, call, expected);

    [Theory]
    [InlineData("a guard page is left", "0-4rw 6-8r", "brk_grow 4-6 rw", "-ENOMEM: 0-4rw@1 6-8r@2")]
    [InlineData("the first page of a heap", "0-4r", "brk_grow 6-8 rw", "0-4r@1 6-8rw@2")]
    [InlineData("down", "0-4rw", "brk_shrink 1-4", "0-1rw@2")]
    public void The_heap(string goal, string layout, string call, string expected) =>
        Ends(goal, layout, call, expected);

    [Theory]
    [InlineData("a part", "0-4r", "anon_name 1-2 1", "0-1r@2 1-2r,backing=1@1 2-4r@3")]
    [InlineData("merges with one of that name", "0-4r 4-8r,name=\"[anon:one]\"", "anon_name 0-4 1", "0-8r,backing=1@2")]
    [InlineData("away again", "0-4r 4-8r,name=\"[anon:one]\"", "anon_name 4-8 0", "0-8r@1")]
    [InlineData("beyond a hole", "0-2r 4-6r", "anon_name 0-6 1", "-ENOMEM: 0-2r,backing=1@1 4-6r,backing=1@2")]
    [InlineData("a file", "0-4r,file=1", "anon_name 0-4 1", "-EBADF: 0-4r,backing=1@1")]
    [InlineData("shared memory", "0-4rs", "anon_name 0-4 1", "-EBADF: 0-4rs@1")]
    public void Names(string goal, string layout, string call, string expected) => Ends(goal, layout, call, expected);

    [Theory]
    [InlineData("stack_fault")]
    [InlineData("stack_fault_old")]
    public void Stacks(string fault)
    {
        CallRun.Ends("0-2r@1 4-8w,growsdown@2", "0-2r 6-8w,growsdown", $"{fault} 4-5");
        CallRun.Ends("0-2r@1 3-8w,growsdown@2", "0-2r 6-8w,growsdown", $"{fault} 3-4");
        CallRun.Ends("-EFAULT: 0-2r@1 6-8w,growsdown@2", "0-2r 6-8w,growsdown", $"{fault} 2-3");
        CallRun.Ends("0-2-@1 2-8w,growsdown@2", "0-2- 6-8w,growsdown", $"{fault} 2-3");
        CallRun.Ends("0-2r,growsdown@1 2-8w,growsdown@2", "0-2r,growsdown 6-8w,growsdown", $"{fault} 2-3");
        CallRun.Ends("-EFAULT: 0-2r@1 6-8w@2", "0-2r 6-8w", $"{fault} 4-5");
        CallRun.Ends("0-2r@1", "0-2r", $"{fault} 1-2");
        CallRun.Ends("-EFAULT: 0-2r@1", "0-2r", $"{fault} 4-5");
    }

    private static void Ends(string goal, string layout, string call, string expected) =>
        Assert.Equal((goal, expected), (goal, Assert.Single(CallRun.Outcomes(layout, call))));
}
