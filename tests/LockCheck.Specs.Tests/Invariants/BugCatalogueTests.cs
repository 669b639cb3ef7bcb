using LockCheck.Engine;
using LockCheck.Kernel;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>The bugs of docs/protocols.md 5 that concern the task_vma iterator, found only where they are.</summary>
public class BugCatalogueTests
{
    private static readonly RecordsPerPage One = new(1);

    private static readonly string[] WithoutMmReference = ["task_vma/v3", "task_vma/v5", "task_vma/v7"];
    private static readonly string[] WithMmReference = ["task_vma/v7-mm-ref", "task_vma/resume-unshown"];

    [Fact]
    public void Bug_1_v3_loses_a_VMA_at_a_page_boundary_with_no_writer()
    {
        Assert.Equal("I1", Failures("task_vma/v3", "none", One));
        Assert.Equal(string.Empty, Failures("task_vma/v3", "none", RecordsPerPage.All));
        Assert.Equal(string.Empty, Failures("task_vma/v5", "none", One));
    }

    // It needs the lock to be dropped inside a read(), where a waiting writer makes the reader sleep.
    [Fact]
    public void Bug_2_v3_leaks_the_task_when_its_lock_fails()
    {
        Assert.Contains("I9", Failures("task_vma/v3", "mprotect-mid", RecordsPerPage.All, Faults.Signal));
        foreach (var reader in WithMmReference.Append("task_vma/v5").Append("task_vma/v7"))
        {
            Assert.DoesNotContain("I9", Failures(reader, "mprotect-mid", RecordsPerPage.Choice, Faults.Signal));
        }
    }

    [Fact]
    public void Bug_3_an_interrupted_read_looks_complete()
    {
        foreach (var reader in WithoutMmReference.Concat(WithMmReference))
        {
            Assert.Contains("I15", Failures(reader, "mprotect-mid", RecordsPerPage.All, Faults.Signal));
            Assert.DoesNotContain("I15", Failures(reader, "mprotect-mid", RecordsPerPage.All));
        }
    }

    [Fact]
    public void Bug_4_a_reader_without_a_reference_crashes_when_the_target_exits()
    {
        foreach (var reader in WithoutMmReference)
        {
            Assert.Contains("I10", Failures(reader, "none", RecordsPerPage.Choice, Faults.Exit));
        }

        foreach (var reader in WithMmReference)
        {
            Assert.Equal(string.Empty, Failures(reader, "none", RecordsPerPage.Choice, Faults.Exit));
            foreach (var writer in (string[])["mprotect-mid", "merge-both", "munmap-everything"])
            {
                Assert.DoesNotContain("I10", Failures(reader, writer, One, Faults.Exit));
            }
        }
    }

    [Fact]
    public void Bug_5_v5_loses_the_tail_of_a_VMA_that_merged_after_it_was_shown()
    {
        foreach (var page in (RecordsPerPage[])[One, RecordsPerPage.All])
        {
            Assert.Equal("I1", Failures("task_vma/v5", "merge-left-full", page));
            Assert.Equal(string.Empty, Failures("task_vma/v7", "merge-left-full", page));
        }
    }

    [Theory]
    [InlineData("split-front")]
    [InlineData("split-back")]
    [InlineData("munmap-tail-of-mid")]
    public void Bug_6_v7_loses_front_pieces_at_a_page_boundary(string writer)
    {
        Assert.Equal("I1", Failures("task_vma/v7", writer, One));
        Assert.Equal("I1", Failures("task_vma/v7-mm-ref", writer, One));
        Assert.Equal(string.Empty, Failures("task_vma/v7", writer, RecordsPerPage.All));
        Assert.Equal(string.Empty, Failures("task_vma/resume-unshown", writer, One));
    }

    // The single step of it: start goes backwards inside one page, over what was shown; the end stays.
    [Fact]
    public void Bug_7_v7_reports_again_after_a_contended_drop()
    {
        var result = Check.Run(Check.Of("task_vma/v7", "merge-both", RecordsPerPage.All));
        Assert.Equal(Verdict.VerifiedWithinBounds, result.Verdict);
        Assert.Equal("I4 I4' I5 I6", Check.Observations(result));
    }

    // Number 8: the task is what is followed, and the mm is not. Below the cursor of the old mm nothing of the new one
    // is seen. The revisions that read task->mm again and again crash, too: they lock one mm and unlock the other.
    [Theory]
    [InlineData("exec")]
    [InlineData("pid-reuse")]
    public void Bug_8_a_cursor_of_the_old_mm_is_applied_to_the_new_one(string writer)
    {
        foreach (var reader in WithoutMmReference.Concat(WithMmReference))
        {
            Assert.Contains("I16", Check.Observations(Check.Run(Check.Of(reader, writer, One))).Split(' '));
        }

        foreach (var reader in WithMmReference)
        {
            Assert.Equal(string.Empty, Failures(reader, writer, One));
        }
    }

    [Fact]
    public void An_exec_makes_a_reader_without_a_reference_unlock_what_it_has_not_locked()
    {
        foreach (var reader in WithoutMmReference)
        {
            Assert.Contains("I10 I8", Failures(reader, "exec", One), StringComparison.Ordinal);
        }
    }

    // 6.2: "holds on one page" for v7, whatever the writer does to one mm.
    [Fact]
    public void V7_loses_nothing_within_one_page()
    {
        foreach (var writer in Check.OfOneMm)
        {
            Assert.Equal(string.Empty, Failures("task_vma/v7", writer.Name, RecordsPerPage.All));
        }
    }

    private static string Failures(string reader, string writer, RecordsPerPage page, Faults faults = Faults.None) =>
        Check.Failures(Check.Run(Check.Of(reader, writer, page, faults)));
}
