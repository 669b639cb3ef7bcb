using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Specs.Scenarios;
using LockCheck.Specs.Tests.Mutants;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>The BPF task_vma iterator over several tasks (docs/protocols.md 2.0, 2a; docs/findings.md 12).</summary>
public class TaskMapTests
{
    private const string Layout = "0-4r 4-8w 8-12r";

    private static readonly string[] Writers =
    [
        "none", "mprotect-mid", "munmap-whole-mid", "munmap-tail-of-mid", "thread-exit", "process-exit",
        "thread-create", "close-file",
    ];

    private static readonly RecordsPerPage[] Pages = [new(1), new(2), RecordsPerPage.All];

    public static TheoryData<string> Mutants =>
        [.. Check.Known.Readers.OfType<TaskMapMutant>().Select(mutant => mutant.Name)];

    // Goal: each map once for each thread with files of its own; task 3 shares those of its leader, task 4 is another
    // process. Method: the one run of a world at rest.
    [Theory]
    [InlineData("task_vma/all", "1 0-4r 4-8w 8-12r, 2 0-4r 4-8w 8-12r, 4 0-4rx")]
    [InlineData("task_vma/all-v7", "1 0-4r 4-8w 8-12r, 2 0-4r 4-8w 8-12r, 4 0-4rx")]
    [InlineData("task_vma/tgid", "1 0-4r 4-8w 8-12r, 2 0-4r 4-8w 8-12r")]
    [InlineData("task_vma/tid-moves-on", "2 0-4r 4-8w 8-12r")]
    public void What_is_listed_at_rest(string reader, string listed)
    {
        foreach (var page in Pages)
        {
            var list = new Listed();
            var settings = Of(reader, [], page).Build(Check.Known).Settings with { Monitors = [list] };
            Assert.Equal(1, Explorer.Search(new KernelModel(settings)).TerminalStates);
            Assert.Equal(listed, string.Join(", ", list.All));
        }
    }

    // Goal: whatever the tasks do, and while a VMA changes or goes, each map is listed whole, and once.
    [Theory]
    [InlineData("task_vma/all")]
    [InlineData("task_vma/tgid")]
    [InlineData("task_vma/tid-moves-on")]
    public void They_keep_their_promises(string reader)
    {
        foreach (var page in Pages)
        {
            Assert.All(Writers.Except(["munmap-tail-of-mid"]), writer => Verify(Of(reader, [writer], page)));
        }
    }

    // Goal: a thread exits while another thread changes the map that the reader lists for both.
    [Theory]
    [InlineData("task_vma/all")]
    [InlineData("task_vma/tgid")]
    public void They_keep_their_promises_against_two(string reader) =>
        Verify(Of(reader, ["munmap-whole-mid", "thread-exit"], new(1)));

    // Goal: nothing is held or put twice, and no error takes anything away, whatever fails; a leader may be a zombie.
    [Theory]
    [InlineData("task_vma/all", "close-file")]
    [InlineData("task_vma/all", "mprotect-mid")]
    [InlineData("task_vma/tgid", "close-file")]
    public void They_keep_their_promises_whatever_fails(string reader, string writer) => Verify(
        Of(reader, [writer], RecordsPerPage.Choice) with
        {
            Faults = Faults.Exit | Faults.Overflow | Faults.ManyObjects,
        });

    // Goal: what one task's map loses at a page boundary (5, number 6), each of several loses, and no more. Method: the
    // same revision with one task, against every writer.
    [Theory]
    [InlineData("task_vma/all")]
    [InlineData("task_vma/tgid")]
    [InlineData("task_vma/tid-moves-on")]
    public void They_break_what_is_broken_with_one_task(string reader) =>
        Assert.All(Check.OfOneMm, writer => Assert.Equal(
            Check.Failures(Check.Run(Check.Of("task_vma/v7-mm-ref", writer.Name, new(1)))),
            Check.Failures(Check.Run(Check.Of(reader, writer.Name, new(1))))));

    [Theory]
    [InlineData("task_vma/all", "split-front")]
    [InlineData("task_vma/tgid", "split-front")]
    [InlineData("task_vma/all", "munmap-tail-of-mid")]
    public void A_piece_is_lost_at_a_page_boundary(string reader, string writer) =>
        Assert.Equal("I1", Check.Failures(Check.Run(Of(reader, [writer], new(1)))));

    // Goal: the exit of any thread takes the mm away from a reader without a reference (5, number 4).
    [Theory]
    [InlineData("thread-exit")]
    [InlineData("process-exit")]
    public void An_exit_takes_the_mm_away(string writer) =>
        Assert.Equal("I10", Check.Failures(Check.Run(Of("task_vma/all-v7", [writer], RecordsPerPage.All))));

    // Goal: with a tid the listing has no end where a page was full. Method: no run of the world at rest ends.
    [Fact]
    public void With_a_tid_it_goes_on_for_ever()
    {
        var result = Check.Run(Of("task_vma/tid", [], new(1)));
        Assert.Equal(("I1 tasks", 0), (Check.Failures(result), result.TerminalStates));
        Verify(Of("task_vma/tid", [], RecordsPerPage.All));
    }

    // Goal: a lock that was given up to a writer has the same effect in one page.
    [Fact]
    public void With_a_tid_a_contended_lock_is_enough() =>
        Assert.Equal("I1 tasks", Check.Failures(Check.Run(Of("task_vma/tid", ["mprotect-mid"], RecordsPerPage.All))));

    // Goal: behind the end the cursor points two numbers on, and a task that gets that number meanwhile is taken for
    // one whose page was full. Method: one task, and two threads that are created, the second with files of its own.
    [Theory]
    [InlineData(1, "I1")]
    [InlineData(int.MaxValue, "")]
    public void A_task_behind_the_end_is_listed_from_the_cursor_of_another(int records, string failures)
    {
        var scenario = Of("task_vma/all", ["thread-create"], new(records)) with { Repeat = 2 };
        var settings = scenario.Build(Check.Known).Settings;
        var world = new TaskWorld
        {
            Tasks = [new(1, 1), new(1, 1, IsCreatedLater: true), new(1, 2, IsCreatedLater: true)],
            Fds = [1, 1],
        };
        var listing = settings.Tasks! with { World = world };
        var result = Explorer.Search(new KernelModel(settings with { Tasks = listing }));
        Assert.Equal((null, failures), (result.CutBy, Check.Failures(result)));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_defect_is_noticed(string name)
    {
        var mutant = Assert.IsType<TaskMapMutant>(Check.Known.Reader(name), exactMatch: false);
        var scenario = Of(name, [], new(1));
        var result = Check.Run(scenario);
        Assert.True(mutant.Breaks == Check.Failures(result), Check.Failures(result) + Check.Explain(scenario, result));
    }

    [Theory]
    [InlineData("exec")]
    [InlineData("pid-reuse")]
    public void Another_mm_for_the_target_is_refused(string writer)
    {
        var refusal = Assert.Throws<ScenarioException>(() => Of("task_vma/all", [writer], new(1)).Build(Check.Known));
        Assert.Contains($"{writer} gives the target another mm", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Take another writer", refusal.Message, StringComparison.Ordinal);
    }

    // Goal: a reader of the first task alone pays nothing. Method: the vectors of one.
    [Fact]
    public void Only_a_reader_of_several_maps_has_them()
    {
        var one = Check.Of("task_vma/v7-mm-ref", "mprotect-mid", new(1)).Build(Check.Known).Settings;
        Assert.Equal((null, null), (one.Tasks, one.SecondMap));
        var tasks = Of("task/all", ["thread-exit"], new(1)).Build(Check.Known).Settings;
        Assert.Null(tasks.SecondMap);
    }

    private static void Verify(Scenario scenario)
    {
        var result = Check.Run(scenario);
        Assert.True(result.Verdict == Verdict.VerifiedWithinBounds, Check.Explain(scenario, result));
    }

    private static Scenario Of(string reader, IReadOnlyList<string> writers, RecordsPerPage page) => new()
    {
        Reader = reader,
        Writers = [.. writers.Where(writer => writer != "none").Select(writer => new WriterAt(writer, 1))],
        Layout = LayoutText.Parse(Layout),
        RecordsPerPage = page,
    };

    /// <summary>Writes down what is listed. It is no part of the state, and there is one run only.</summary>
    private sealed class Listed : Kernel.Monitor
    {
        public List<string> All { get; } = [];

        public override IReadOnlyList<Property> Properties => [];

        public override KernelEvent Subscribes => KernelEvent.Task | KernelEvent.Record;

        public override void Attach(KernelModel model, VectorLayout layout)
        {
        }

        public override void OnTaskListed(int reader, TaskRef task, int fd) => All.Add($"{task.Tid}");

        public override void OnRecord(int reader, in MapRecord record) => All[^1] += $" {record}";
    }
}
