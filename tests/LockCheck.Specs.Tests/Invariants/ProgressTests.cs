using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>
/// I12 and I13, as far as one step shows them (docs/protocols.md 4; 5, numbers 7, 24 and 52; 6.2, their columns).
/// </summary>
public class ProgressTests
{
    private const string CorrectReader = Mutants.CorrectReader.NameOfIt;
    private const string NoRoom = "0-1r 1-3w 3-4r pages=4";

    // Goal: a record too many is noticed, and the last that may be is not. Method: three VMAs, each reported twice, in
    // an address space of six pages, and of five.
    [Theory]
    [InlineData("mutant/ReportsTwice", "0-1r 1-2w 2-3r pages=5", "I13")]
    [InlineData("mutant/ReportsTwice", "0-1r 1-2w 2-3r pages=6", "")]
    [InlineData(CorrectReader, "0-1r 1-2w 2-3r pages=3", "")]
    public void A_page_has_one_record_at_most(string reader, string layout, string expected) => Assert.Equal(
        expected, Observations(Of(reader, "none", "I13") with { Layout = LayoutText.Parse(layout) }));

    // 6.2, column I13: P-TV* and P-S4 do not terminate by themselves; who only ascends does. Method: no room for a
    // record that comes back.
    [Theory]
    [InlineData("task_vma/v5", "I13")]
    [InlineData("task_vma/v7", "I13")]
    [InlineData("task_vma/v7-mm-ref", "I13")]
    [InlineData("task_vma/resume-unshown", "I13")]
    [InlineData("proc_maps/rcu-v2", "I13")]
    [InlineData("proc_maps/version-cursor", "")]
    [InlineData("proc_maps/mmap-lock", "")]
    [InlineData("proc_maps/per-vma-lock", "")]
    [InlineData("iter_task_vma/v5", "")]
    [InlineData("iter_task_vma/snapshot", "")]
    [InlineData("smaps_rollup/6.10", "")]
    public void Who_turns_back_has_no_bound(string reader, string expected) => Assert.Equal(
        expected,
        Observations(Of(reader, "split-then-re-merge", "I13") with
        {
            Layout = LayoutText.Parse(NoRoom),
            Repeat = 2,
        }));

    // Number 7: with each round of the writer the list gets longer, and no round is the last one that does so.
    [Theory]
    [InlineData(3, 1, "")]
    [InlineData(3, 2, "I13")]
    [InlineData(5, 2, "")]
    [InlineData(5, 3, "I13")]
    [InlineData(7, 3, "")]
    [InlineData(7, 4, "I13")]
    public void With_each_round_the_list_gets_longer(int pages, int rounds, string expected)
    {
        var scenario = Of("task_vma/v7", "split-then-re-merge", "I13") with
        {
            Layout = LayoutText.Parse($"1-3w pages={pages}"),
            Writers = [new WriterAt("split-then-re-merge", 0)],
            Repeat = rounds,
        };
        Assert.Equal(expected, Observations(scenario));
    }

    // Number 52. Who never drops the lock inside a read, or never has it, passes nobody: the writer waits for the end.
    [Theory]
    [InlineData("task_vma/v7", "I12")]
    [InlineData("smaps_rollup/5.10", "I12")]
    [InlineData("smaps_rollup/6.10", "I12")]
    [InlineData("proc_maps/mmap-lock", "")]
    [InlineData("iter_task_vma/v5", "")]
    [InlineData("iter_task_vma/snapshot", "")]
    public void Who_drops_the_lock_for_a_writer_may_be_faster(string reader, string expected)
    {
        foreach (var level in (RwSemLevel[])[RwSemLevel.L1, RwSemLevel.L2])
        {
            Assert.Equal(expected, Observations(Of(reader, "mprotect-mid", "I12") with { RwSem = level }));
        }
    }

    // At L0 nobody is seen waiting, so that the lock is dropped for nobody.
    [Fact]
    public void Who_does_not_wait_is_not_passed() => Assert.Equal(
        string.Empty, Observations(Of("task_vma/v7", "mprotect-mid", "I12") with { RwSem = RwSemLevel.L0 }));

    private static Scenario Of(string reader, string writer, string invariant) =>
        Check.Of(reader, writer, RecordsPerPage.All) with { Invariants = [invariant] };

    private static string Observations(Scenario scenario) => Check.Observations(Check.Run(scenario));
}
