using System.Text;
using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>
/// The order in which a write critical section becomes visible (protocols.md 1.7 and 3): each step's operation, and the
/// tree after it. "(fields a-b)" marks a VMA whose own range is not the tree's, "(detached)" one that is marked so. At
/// the end each VMA with its object; those of the layout are 1, 2, ... in the order of addresses.
/// </summary>
public class VisibleOrderTests
{
    private const string Three = "0-4r 4-8w 8-12r";

    [Theory]
    [InlineData("split-below", "0-8w", "mprotect 4-8 r")]
    [InlineData("split-above", "0-8w", "mprotect 0-4 r")]
    [InlineData("split-both", "0-8w", "mprotect 2-4 r")]
    [InlineData("in-place", Three, "mprotect 4-8 x")]
    [InlineData("mprotect-several", "0-4r,file=1 4-8w,file=2 8-12rw", "mprotect 0-10 x")]
    [InlineData("insert", "0-4r 8-12r", "mmap 4-8 w")]
    [InlineData("merge-case-1", "0-4r 8-12r", "mmap 4-8 r")]
    [InlineData("merge-case-2", "0-4r 8-12w", "mmap 4-8 r")]
    [InlineData("merge-case-3", "0-4w 8-12r", "mmap 4-8 r")]
    [InlineData("merge-case-4", "0-4w 4-8r", "mprotect 2-4 r")]
    [InlineData("merge-case-5", "0-4r 4-8w", "mprotect 4-6 r")]
    [InlineData("merge-case-6", Three, "mprotect 4-8 r")]
    [InlineData("merge-case-6-as-7", "0-4r 4-8w 8-12r,close", "mprotect 4-8 r")]
    [InlineData("merge-case-7", "0-4r 4-8w 8-12rw", "mprotect 4-8 r")]
    [InlineData("merge-case-8", "0-4rw 4-8w 8-12r", "mprotect 4-8 r")]
    [InlineData("munmap-whole", Three, "munmap 4-8")]
    [InlineData("munmap-head", Three, "munmap 4-6")]
    [InlineData("munmap-tail", Three, "munmap 6-8")]
    [InlineData("munmap-middle", Three, "munmap 5-7")]
    [InlineData("munmap-several", Three, "munmap 2-10")]
    [InlineData("munmap-nothing", "0-4r 8-12r", "munmap 4-8")]
    [InlineData("map-fixed-new-whole", Three, "map_fixed_new 4-8 x")]
    [InlineData("map-fixed-new-middle", Three, "map_fixed_new 5-7 x")]
    [InlineData("map-fixed-new-several", Three, "map_fixed_new 2-10 x")]
    [InlineData("map-fixed-new-merging", Three, "map_fixed_new 4-8 r")]
    [InlineData("map-fixed-old-whole", Three, "map_fixed_old 4-8 x")]
    [InlineData("map-fixed-old-middle", Three, "map_fixed_old 5-7 x")]
    [InlineData("map-fixed-old-merging", Three, "map_fixed_old 4-8 r")]
    public void The_steps_of_a_call(string golden, string layout, string call) =>
        Golden.Matches(golden, Draw(call, CallRun.Steps(layout, call)));

    /// <summary>
    /// In era C, where each VMA is locked and a store in place has two halves, as many as a lockless reader can tell.
    /// </summary>
    [Theory]
    [InlineData("c-mremap-shrink", Three, "mremap_shrink 4-8 4-6")]
    [InlineData("c-mremap-grow", "0-4r 4-8w", "mremap_grow 4-8 4-10")]
    [InlineData("c-mremap-grow-absorbing", "0-4r 4-8w 10-12w", "mremap_grow 4-8 4-10")]
    [InlineData("c-mremap-move", Three, "mremap_move 4-8 14-19")]
    [InlineData("c-mremap-move-merging", "0-4r 4-8w 14-16w", "mremap_move 4-8 9-14")]
    [InlineData("c-mremap-fixed-head", Three, "mremap_fixed 10-12 4-6")]
    [InlineData("c-mremap-fixed-whole", "0-4x 5-8r 8-12w", "mremap_fixed 0-4 8-12")]
    [InlineData("c-mremap-dontunmap", "0-3rw 3-6r 6-9rw", "mremap_dontunmap 8-9 4-5")]
    [InlineData("c-brk-grow", "0-4r 4-8w 12-14w", "brk_grow 8-11 w")]
    [InlineData("c-brk-shrink", "0-4r 4-8w", "brk_shrink 6-8")]
    [InlineData("c-anon-name", Three, "anon_name 4-6 1")]
    [InlineData("c-anon-name-merging", "0-4r 4-8r,name=\"[anon:one]\"", "anon_name 2-4 1")]
    [InlineData("c-stack-fault", "0-2r 2-4- 6-8w,growsdown", "stack_fault 4-5")]
    [InlineData("c-stack-fault-old", "0-2r 2-4- 6-8w,growsdown", "stack_fault_old 4-5")]
    [InlineData("c-map-fixed-failing", Three, "map_fixed_failing 4-8")]
    [InlineData("c-map-fixed-new", Three, "map_fixed_new 5-7 x")]
    [InlineData("c-merge-case-6", Three, "mprotect 4-8 r")]
    public void The_steps_of_a_call_in_era_C(string golden, string layout, string call) =>
        Golden.Matches(golden, Draw(call, CallRun.Steps(layout, call, era: VmaLockEra.C)));

    /// <summary>The second split of a munmap has no memory: what was detached is attached again.</summary>
    [Fact]
    public void The_steps_of_a_munmap_that_fails()
    {
        var trace = CallRun.Steps(Three, "munmap 2-10", Faults.NoMem, "-ENOMEM: 0-2r@4 2-4r@1 4-8w@2 8-12r@3");
        Golden.Matches("munmap-fails", Draw("munmap 2-10", trace));
    }

    private static string Draw(string call, Trace trace)
    {
        var width = trace.Steps.Max(step => Text(step).Length) + 2;
        var text = new StringBuilder($"{call}\n{"".PadRight(width)}{trace.InitialDrawing}\n");
        foreach (var step in trace.Steps)
        {
            text.Append(Text(step).PadRight(width)).Append(step.Drawing).Append('\n');
        }

        return text.Append($"ends as {trace.Steps[^1].Details[^1]}\n").ToString();
    }

    private static string Text(TraceStep step) =>
        string.Join(' ', [step.Operation, .. step.Choices.Where(choice => choice.Value != 0)]);
}
