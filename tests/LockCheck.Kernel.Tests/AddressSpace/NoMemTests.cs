using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// One allocation fails: every way in which a call may end then, the one without a failure among them. "On failure in
/// 1/2: reattach all; edge splits stay" (protocols.md 1.7).
/// </summary>
public class NoMemTests
{
    private const string Three = "0-4r 4-8w 8-12r";

    /// <summary>prealloc_fail of protocols.md 7.2 [S]: "ranges unchanged; clone undone".</summary>
    [Fact]
    public void Prealloc_fail() => EndsIn(
        "0-3r 3-5rw,anon_vma=1", "mprotect 3-5 r",
        "-ENOMEM: 0-3r@1 3-5rw,anon_vma=1@2",
        "0-5r,anon_vma=1@1");

    [Fact]
    public void A_split_that_fails_leaves_the_VMA_as_it_was() =>
        EndsIn("0-4r", "mprotect 0-2 w", "-ENOMEM: 0-4r@1", "0-2w@1 2-4r@2");

    [Fact]
    public void The_second_split_may_fail_after_the_first_one() =>
        EndsIn("0-4r", "mprotect 1-2 w", "-ENOMEM: 0-1r@2 1-4r@1", "-ENOMEM: 0-4r@1", "0-1r@2 1-2w@1 2-4r@3");

    [Fact]
    public void An_error_midway_leaves_earlier_VMAs_changed() =>
        EndsIn("0-4r,file=1 4-8w,file=2", "mprotect 0-6 x",
            "-ENOMEM: 0-4x,backing=1@1 4-8w,backing=2@2",
            "0-4x,backing=1@1 4-6x,backing=2@2 6-8w,backing=2@3");

    [Fact]
    public void A_munmap_that_fails_has_unmapped_nothing() =>
        EndsIn(Three, "munmap 2-10",
            "-ENOMEM: 0-2r@4 2-4r@1 4-8w@2 8-12r@3",
            "-ENOMEM: 0-4r@1 4-8w@2 8-12r@3",
            "0-2r@4 10-12r@5");

    [Fact]
    public void A_munmap_of_whole_VMAs_needs_no_memory() => EndsIn(Three, "munmap 4-8", "0-4r@1 8-12r@3");

    [Fact]
    public void A_mapping_without_an_object_fails() =>
        EndsIn("0-4r 8-12r", "mmap 4-8 w", "-ENOMEM: 0-4r@1 8-12r@2", "0-4r@1 4-8w@3 8-12r@2");

    /// <summary>mmap gives up a merge that has no memory, and tries an object of its own.</summary>
    [Fact]
    public void A_mapping_without_a_merge_gets_an_object() =>
        EndsIn("0-4r 8-12r", "mmap 4-8 r", "0-12r@1", "0-4r@1 4-8r@3 8-12r@2");

    /// <summary>"Failure after 2: NULL stored over the range (a real gap)" (protocols.md 3, W-mapfixed-new).</summary>
    [Fact]
    public void A_new_MAP_FIXED_fails_before_or_behind_the_point_of_no_return() =>
        EndsIn(Three, "map_fixed_new 2-10 x",
            "-ENOMEM: 0-2r@4 10-12r@5",
            "-ENOMEM: 0-2r@4 2-4r@1 4-8w@2 8-12r@3",
            "-ENOMEM: 0-4r@1 4-8w@2 8-12r@3",
            "0-2r@4 2-10x@6 10-12r@5");

    [Fact]
    public void An_old_MAP_FIXED_may_fail_behind_its_munmap() =>
        EndsIn(Three, "map_fixed_old 4-8 x", "-ENOMEM: 0-4r@1 8-12r@3", "0-4r@1 4-8x@2 8-12r@3");

    [Fact]
    public void Without_the_fault_nothing_fails() =>
        Assert.Equal(["0-2r@4 2-10x@6 10-12r@5"], CallRun.Outcomes(Three, "map_fixed_new 2-10 x"));

    private static void EndsIn(string layout, string call, params string[] expected) =>
        Assert.Equal(expected, CallRun.Outcomes(layout, call, Faults.NoMem));
}
