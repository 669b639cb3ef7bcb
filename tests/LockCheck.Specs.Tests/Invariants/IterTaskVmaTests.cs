using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// The open-coded task_vma iterator and bpf_find_vma (docs/protocols.md 2b, 2i; 6.2, rows P-OC3/5, P-OC26 and P-FV).
/// The bugs of the catalogue are claims.
/// </summary>
public class IterTaskVmaTests
{
    private const string Snapshot = "iter_task_vma/snapshot";
    private const string PerVmaLock = "iter_task_vma/per-vma-lock";

    private static readonly string[] OfOneLockHold =
        ["iter_task_vma/v1", "iter_task_vma/v3", "iter_task_vma/v5", "iter_task_vma/mm-ref"];

    // NULL does not stay NULL: the VMA that ends the address space grows, or another one comes behind it
    // (docs/findings.md, 7).
    private static readonly string[] GoOnAfterNull =
        ["brk-grow", "grow-mid-into-gap", "map-fixed-old-whole-last", "mremap-fixed-whole-last", "mremap-move"];

    // The forms without a reference to the mm are out of their depth where the target changes it (number 12).
    public static TheoryData<string> Writers =>
        [.. Check.WritersOf(Snapshot).Intersect(Check.OfOneMm.Select(writer => writer.Name))];

    public static TheoryData<string> WritersOfSnapshot => [.. Check.WritersOf(Snapshot)];

    // Goal: mmput_async by the last user of an exec's mm tears that one down, and not the one that the exec put.
    [Fact]
    public void A_worker_tears_down_the_mm_that_was_put()
    {
        var result = Check.Run(Check.Of(Snapshot, "exec", RecordsPerPage.All, Faults.Exit));
        Assert.Equal(string.Empty, Check.Failures(result));
    }

    // 6.2: what holds its lock from new to destroy lists one state, and misses nothing of it.
    [Theory]
    [MemberData(nameof(Writers))]
    public void Under_one_lock_hold_nothing_is_noticed(string writer)
    {
        foreach (var reader in OfOneLockHold)
        {
            foreach (var faults in (Faults[])[Faults.None, Faults.Irq | Faults.NoMem | Faults.Signal])
            {
                var scenario = Check.Of(reader, writer, RecordsPerPage.All, faults);
                var result = Check.Run(scenario);
                Assert.True(result.Findings.Count == 0, $"{reader}: {Check.Explain(scenario, result)}");
            }
        }
    }

    // 6.2: one VMA at a time. Whatever is missing, what is there is right, in order, and nothing stays held.
    [Theory]
    [MemberData(nameof(WritersOfSnapshot))]
    public void By_VMA_locks_all_promises_but_the_end_are_kept(string writer)
    {
        foreach (var reader in (string[])[Snapshot, PerVmaLock])
        {
            var scenario = Check.Of(reader, writer, RecordsPerPage.All);
            var result = Check.Run(scenario);
            var failures = Check.Failures(result);
            Assert.True(
                failures == (GoOnAfterNull.Contains(writer) ? "I14" : string.Empty),
                $"{reader}: {failures}\n{Check.Explain(scenario, result)}");
        }
    }

    // 6.3: a failed allocation or lock, interrupts that are off, and the target's exit. A reference to the mm is
    // enough.
    [Theory]
    [InlineData("none")]
    [InlineData("mprotect-mid")]
    [InlineData("munmap-whole-mid")]
    [InlineData("unmap-mid-foreign-reuse-then-exit")]
    public void With_a_reference_to_the_mm_no_fault_breaks_a_promise(string writer)
    {
        foreach (var reader in (string[])[Snapshot, PerVmaLock, "iter_task_vma/mm-ref"])
        {
            var faults = Faults.Exit | Faults.NoMem | Faults.Irq | Faults.Signal;
            var scenario = Check.Of(reader, writer, RecordsPerPage.All, faults);
            var result = Check.Run(scenario);
            var failures = Check.Failures(result);
            Assert.True(failures.Length == 0, $"{reader}: {failures}\n{Check.Explain(scenario, result)}");
        }
    }

    // 2b: each error of new is reached, and nothing else. -ESRCH is the program's own: there is no task. That v5 lists
    // nothing is its use after free (5, number 12), which no monitor stops here.
    [Theory]
    [InlineData("iter_task_vma/v5", "0 ends -12", "0 ends -16", "0 ends -2", "0 ends 0", "3 ends 0")]
    [InlineData("iter_task_vma/mm-ref", "0 ends -12", "0 ends -16", "0 ends -2", "0 ends -3", "3 ends 0")]
    public void New_fails_as_it_says(string reader, params string[] expected)
    {
        var scenario = Check.Of(reader, "mprotect-mid", RecordsPerPage.All, Faults.Exit | Faults.NoMem | Faults.Irq);
        var built = scenario.Build(Check.Known);
        var ends = new ReadEnds();
        Explorer.Search(new KernelModel(built.Settings with { Monitors = [ends] }));
        Assert.Equal(expected, ends.Ends);
    }

    // 2i: the callback runs on the VMA that contains the address, and the lock is gone at the end. Up to v6.4 a stack
    // grows under the same lock (docs/findings.md, 9).
    [Theory]
    [MemberData(nameof(Writers))]
    public void Bpf_find_vma_keeps_its_promises(string writer)
    {
        foreach (var faults in (Faults[])[Faults.None, Faults.Irq])
        {
            var scenario = Check.Of("bpf_find_vma", writer, RecordsPerPage.All, faults);
            var result = Check.Run(scenario);
            Assert.True(result.Findings.Count == 0, Check.Explain(scenario, result));
        }
    }

    // Goal: two programs at once are two readers. Method: both kinds of lock, and a writer.
    [Theory]
    [InlineData("iter_task_vma/v5")]
    [InlineData(Snapshot)]
    public void Two_programs_do_not_meet(string reader)
    {
        var scenario = Check.Of(reader, "mprotect-mid", RecordsPerPage.All) with
        {
            Readers = 2,
            Layout = LayoutText.Parse("0-1r 1-2w"),
        };
        Assert.Equal(string.Empty, Check.Failures(Check.Run(scenario)));
    }

    // Goal: a VMA's file is referenced while the program looks at the copy, and not longer.
    [Fact]
    public void The_copy_pins_its_file()
    {
        foreach (var writer in (string[])["none", "munmap-whole-mid", "map-fixed-new-whole-mid"])
        {
            var scenario = Check.Of(Snapshot, writer, RecordsPerPage.All) with
            {
                Layout = LayoutText.Parse("0-4r 4-8w,file=1 8-12r,name=\"[anon:x]\""),
            };
            Assert.Equal(string.Empty, Check.Failures(Check.Run(scenario)));
        }
    }
}
