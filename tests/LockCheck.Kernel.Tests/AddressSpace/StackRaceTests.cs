using LockCheck.Kernel.Tests.Support;

namespace LockCheck.Kernel.Tests.AddressSpace;

/// <summary>What is wrong with stacks that grow under the mmap_lock for read (protocols.md 5, 38 and 39).</summary>
public class StackRaceTests
{
    // Closing the gap changes the number of the leaf's slots, so that its node is replaced.
    private const string Closing = "0-2r 2-4- 6-8w,growsdown";

    /// <summary>
    /// Number 38: munmap has downgraded and is about to free page tables; the stack above grows into the range, and its
    /// page fault uses one of them.
    /// </summary>
    [Theory]
    [InlineData("stack_fault_old", "UseAfterFree")]
    [InlineData("stack_fault", "")]
    public void Munmap_frees_the_page_table_of_a_stack_that_grows_beside_it(string fault, string expected)
    {
        var settings = Scene("0-4r 4-8w 8-12w,growsdown", fault, Munmap(4, 8));
        Assert.Equal(expected, string.Join(' ', Lab.Misuses(settings with { HasPageTables = true })));
        Assert.Empty(Lab.Misuses(settings));
    }

    /// <summary>A page table that a VMA needs stays: the stack's own, and the one that the VMA below shares.</summary>
    [Fact]
    public void Munmap_frees_only_page_tables_that_nobody_needs() => Assert.Empty(Lab.Misuses(
        Scene("0-5r 5-7w 7-12w,growsdown", "stack_fault_old 6-7", Munmap(5, 7)) with { HasPageTables = true }));

    /// <summary>
    /// Number 39 (StackRot): a reader that holds the mmap_lock for read, and is in no RCU section, remembers a node of
    /// the tree; the stack's growth replaces it, and RCU frees it.
    /// </summary>
    [Theory]
    [InlineData("stack_fault_old", Closing, 4, "UseAfterFree")]
    [InlineData("stack_fault_old", Closing, 5, "")]
    [InlineData("stack_fault", Closing, 4, "")]
    public void A_walk_under_the_mmap_lock_uses_a_freed_node(string fault, string layout, int page, string expected)
    {
        var settings = Scene(layout, $"{fault} {page}-{page + 1}", new ScriptActor("reader", Walk));
        settings = settings with { Era = VmaLockEra.B };
        Assert.Equal(expected, string.Join(' ', Lab.Misuses(settings)));
    }

    /// <summary>Two faults of two threads: each finds its page mapped, and the VMA is where the tree says.</summary>
    [Theory]
    [InlineData("stack_fault_old")]
    [InlineData("stack_fault")]
    public void Two_faults_do_not_undo_each_other(string fault)
    {
        foreach (var era in Enum.GetValues<VmaLockEra>())
        {
            var settings = Lab.Settings(
                "0-2r 8-10w,growsdown", Fault("one", $"{fault} 6-7"), Fault("two", $"{fault} 4-5")) with { Era = era };
            Assert.Equal(["4 True True", "6 True True"], Lab.Outcomes(settings));
        }
    }

    private static KernelSettings Scene(string layout, string fault, Actor other) => Lab.Settings(
        layout, other, Fault("fault", fault.Contains(' ', StringComparison.Ordinal) ? fault : $"{fault} 7-8"));

    private static WriterActor Munmap(int start, int end) =>
        new("munmap", () => MemoryCalls.Munmap(start, end), times: 1);

    private static WriterActor Fault(string name, string call)
    {
        var parsed = MemoryCall.Parse(call);
        return new WriterActor(name, () => Make(parsed), times: 1);
    }

    private static async Routine<int> Make(MemoryCall call)
    {
        var error = await call.Run();
        var entry = VmaTree.At(Mm.First, 1);
        var isMapped = VmaTree.IsMapped(Mm.First, call.Start, call.End);
        Notes.Add($"{call.Start} {isMapped} {entry.Start == entry.Vma.Raw.Start}");
        return error;
    }

    private static async Routine Walk()
    {
        var mm = Mm.First;
        await mm.Lock.Read();
        mm.Iterator.Set(0);
        while (!mm.Iterator.NextLocked().IsNone)
        {
            // Looks at the VMA, and somebody else runs.
            await mm.Lock.IsContended();
        }

        await mm.Lock.ReadUnlock();
    }
}
