using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Invariants;

namespace LockCheck.Specs.Tests.Writers;

/// <summary>A fork copies page tables, and changes no map (docs/protocols.md 3, W-fork; 5, number 42).</summary>
public class ForkTests
{
    private const string Old = "fork-without-vma-locks";

    private static readonly string[] SkipWhatIsLocked = ["iter_task_vma/per-vma-lock", "iter_task_vma/snapshot"];

    // Goal: to who lists the map a fork is any write critical section; but those who skip what is write-locked skip it.
    // Method: every column of the matrix.
    [Theory]
    [InlineData("fork")]
    [InlineData(Old)]
    public void To_a_reader_of_the_map_it_is_any_write_critical_section(string writer)
    {
        var columns = MatrixColumn.Of(Check.Known, new(1))
            .Where(column => !column.Reader.StartsWith("mutant/", StringComparison.Ordinal))
            .Where(column => MatrixRunner.WhyNot(Check.Known, column.Reader, writer) is null)
            .ToList();
        Assert.Equal(writer == "fork", columns.Exists(column => SkipWhatIsLocked.Contains(column.Reader)));
        foreach (var column in columns)
        {
            var expected = SkipWhatIsLocked.Contains(column.Reader) ? "G" : Codes(column, "any");
            var found = Codes(column, writer);
            Assert.True(expected == found, $"{column.Title}: `{found}`, and not `{expected}`");
        }
    }

    // Goal: what the old form does not keep out are faults under the VMA's lock only; the corruption takes one. Method:
    // with nothing but the fallback, which a signal or another writer may bring about, nothing is broken.
    [Theory]
    [InlineData("fork", Faults.None, "")]
    [InlineData("fork", Faults.NoMem, "")]
    [InlineData(Old, Faults.None, "PF")]
    [InlineData(Old, Faults.NoMem, "PF")]
    public void A_fault_under_the_lock_of_its_VMA_needs_that_lock_to_be_taken(
        string writer, Faults faults, string expected)
    {
        foreach (var repeat in (int[])[1, 2])
        {
            var scenario = Check.Of("page_fault/lock-vma-under-rcu-6.4", writer, new(1), faults, repeat);
            Assert.Equal(expected, Check.Failures(Check.Run(scenario)));
        }
    }

    // Goal: a fork that fails in the middle flushes what it copied, and nothing else is touched. Method: the shortest
    // run to its end in which the second VMA cannot be duplicated.
    [Fact]
    public void A_fork_that_fails_has_copied_what_comes_before()
    {
        var scenario = Check.Of("page_fault/lock-vma-under-rcu", "fork", new(1), Faults.NoMem);
        var model = LoadedModel.Load(scenario.Build(Check.Known));
        PathStep[] path = [new(1, 0), new(1, 0), new(1, 0), new(1, 1), new(1, 0), new(1, 0)];
        Assert.Equal(
            ["mmap_write_lock_killable(mm1)", "vma_start_write 0-4", "copy_page_range 0-4", "vma_start_write 4-8",
                "flush_tlb_mm(mm1)", "mmap_write_unlock(mm1)"],
            Trace.Of(model, path).Steps.Select(step => step.Operation));
    }

    private static string Codes(MatrixColumn column, string writer)
    {
        var cell = MatrixRunner.Run(
            Check.Known, column.Reader, writer, column.RecordsPerPage, RwSemLevel.L1, repeat: 1);
        Assert.Null(cell.Result.CutBy);
        Assert.Equal(0, cell.Result.DeadlockStates);
        return cell.Codes;
    }
}
